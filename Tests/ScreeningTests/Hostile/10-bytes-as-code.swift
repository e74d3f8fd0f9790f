// S1 tampered 2 .text
@section(".text") @used let code: (UInt8, UInt8) = (0x90, 0xC3)
