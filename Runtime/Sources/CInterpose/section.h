/* Puts the code of what includes it, from there on, into a section of its own. The definitions of this target
   lie in the same image as the learner's program; by the bounds of this section they are told apart from it
   (image.c). Include it last: behind the headers of the system. */
#pragma once
#pragma clang section text = "sil_text"
