public import Grading
public import Measuring

/// `Measuring` looks at servers from outside and does not know how they are confined.
extension RunningServer: MeasuredServer {}
