enum FileZero {}
