// S1 tampered 2 .init_array
@section(".init_array") @used let early: @convention(c) () -> Void = { print("먼저") }
