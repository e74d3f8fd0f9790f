#include "CServerKit.h"
