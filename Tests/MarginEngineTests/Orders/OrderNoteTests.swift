import Testing

@Suite struct OrderNoteTests {
    @Test("An order keeps its note, and the mark of when it came in or was triggered")
    func noteAndMark() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            account bob bybit uta2
            time 1h
            ann deposit 100000 USDT
            bob deposit 100000 USDT
            prices BTCUSDT 60000
            ann buy 0.1 BTCUSDT @ 55000 note=41                                 ; #1
            ann buy 0.1 BTCUSDT @ 55000 note=18446744073709551615 when=mark>61000   ; #2
            #1: note 41 mark 60000
            #2: note 18446744073709551615 mark 60000
            mark BTCUSDT 60500
            ann amend #1 @ 54000
            #1: price 54000 note 41 mark 60000
            bob sell 0.05 BTCUSDT @ 54000
            #1: left 0.05 note 41 mark 60000
            ann amend #1 size 0.2
            #1: left 0.15 note 41 mark 60000
            mark BTCUSDT 61500
            #2: status new note 18446744073709551615 mark 61500
            """)
    }
}
