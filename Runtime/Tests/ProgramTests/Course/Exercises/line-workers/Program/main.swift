import LineWorkers

try work()
