// S1 tampered 2 mine
@section("mine") @used let data: Int = 7
