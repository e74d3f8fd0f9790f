/// The style sheet of a page. Nothing in it is fetched: fonts are those that the reader has.
enum PageStyle {
    static let sheet =
        ":root{color-scheme:light dark;\(Palette.light.variables)}\n"
        + "@media (prefers-color-scheme:dark){:root{\(Palette.dark.variables)}}\n"
        + "@media print{:root{color-scheme:light;\(Palette.light.variables)}}\n" + rules

    /// Hangul breaks between words (`keep-all`), and what has no blanks breaks where it must.
    private static let rules = """
        *{box-sizing:border-box}
        html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
        body{margin:0;background:var(--paper);color:var(--ink);word-break:keep-all;overflow-wrap:anywhere;
        font:1rem/1.65 system-ui,"Apple SD Gothic Neo","Noto Sans KR","Noto Sans CJK KR","Malgun Gothic",
        "NanumGothic","Nanum Gothic",sans-serif}
        header,main,footer{max-width:70rem;margin:0 auto;padding:0 1rem}
        header{padding-top:1.5rem}
        footer{padding:1.5rem 1rem 3rem;color:var(--muted);font-size:.875rem}
        h1{font-size:1.625rem;line-height:1.35;margin:0 0 .25rem}
        h2{font-size:1.25rem;line-height:1.4;margin:2.5rem 0 .75rem;padding-top:.75rem;border-top:1px solid var(--rule)}
        h3{font-size:1.0625rem;line-height:1.45;margin:1.5rem 0 .5rem}
        p{margin:.5rem 0}
        a{color:var(--link)}
        a:focus-visible,summary:focus-visible,[tabindex]:focus-visible{outline:3px solid var(--link);outline-offset:2px}
        .skip{position:absolute;left:-99rem}
        .skip:focus{position:static;display:inline-block;background:var(--link);color:var(--paper);padding:.25rem .75rem}
        nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1rem;list-style:none;margin:.75rem 0 0;padding:0}
        nav a{display:inline-block;padding:.25rem 0}
        code,pre,.mono{font-family:ui-monospace,"SFMono-Regular","D2Coding","DejaVu Sans Mono","Liberation Mono",
        "NanumGothicCoding",Consolas,monospace;font-size:.875em}
        code{background:var(--panel);border-radius:3px;padding:.1em .3em}
        .muted{color:var(--muted)}
        .good{color:var(--good)}.warn{color:var(--warn)}.bad{color:var(--bad)}
        .figures{display:grid;grid-template-columns:repeat(auto-fill,minmax(9.5rem,1fr));gap:.75rem;margin:1rem 0}
        .figures div{background:var(--panel);border-radius:6px;padding:.625rem .75rem}
        .figures dt{color:var(--muted);font-size:.875rem}
        .figures dd{margin:0;font-size:1.25rem;font-weight:600;line-height:1.4}
        .next{background:var(--panel);border-left:4px solid var(--fill);border-radius:0 6px 6px 0;padding:.625rem .875rem}
        .weak{padding-left:1.5rem}
        .weak li{margin:.5rem 0}
        table{border-collapse:collapse;width:100%}
        caption{text-align:left;color:var(--muted);font-size:.875rem;padding-bottom:.375rem}
        th,td{text-align:left;vertical-align:top;padding:.4rem .625rem .4rem 0;border-bottom:1px solid var(--rule)}
        thead th{font-size:.875rem;color:var(--muted);font-weight:600;white-space:nowrap}
        th[scope=row]{font-weight:600}
        th[scope=rowgroup]{padding-top:1.25rem;font-size:1.0625rem}
        td.number,th.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
        .name{display:block;color:var(--muted);font-weight:400;font-size:.875rem}
        svg{display:block;max-width:none}
        svg.bar{width:100%;min-width:3rem;max-width:9rem;height:.5rem;margin-top:.25rem}
        svg text{font-family:inherit}
        .track{fill:var(--track)}.fill{fill:var(--fill)}.full{fill:var(--good)}
        .calendar{width:100%;max-width:46rem;height:auto}
        .calendar text,.timeline text{fill:var(--ink)}
        .calendar .muted,.timeline .muted{fill:var(--muted)}
        .calendar .day{fill:var(--fill)}
        .calendar .none{fill:var(--muted)}
        .strip .pass{fill:var(--good)}
        .strip .fail{stroke:var(--bad);stroke-width:2;fill:none}
        .strip .free{stroke:var(--muted);stroke-width:1.5;fill:none}
        svg.spread{width:100%;min-width:8rem;max-width:22rem;height:.875rem;margin:.25rem 0}
        .spread .whisker{stroke:var(--ink);stroke-width:2;vector-effect:non-scaling-stroke}
        .scroll{overflow-x:auto;max-width:100%}
        details{border:1px solid var(--rule);border-radius:6px;padding:0 .875rem;margin:.625rem 0}
        details details{border:0;padding:0;margin:.25rem 0}
        summary{cursor:pointer;padding:.5rem 0}
        details[open]>summary{margin-bottom:.25rem}
        .tests{list-style:none;padding:0;margin:.25rem 0}
        .tests li{padding-left:1.5rem;text-indent:-1.5rem}
        .tests .message{display:block;white-space:pre-wrap;text-indent:0;margin:.125rem 0 .375rem;color:var(--muted)}
        pre{margin:.5rem 0;padding:.5rem .625rem;background:var(--panel);border-radius:6px;overflow-x:auto;
        white-space:pre;word-break:normal;overflow-wrap:normal;line-height:1.5;tab-size:4}
        .diff{padding-left:0;padding-right:0}
        .diff>*{display:block;width:max-content;min-width:100%;padding:0 .625rem;text-decoration:none}
        .diff ins{background:var(--added-paper);color:var(--added)}
        .diff del{background:var(--removed-paper);color:var(--removed)}
        .diff .line{color:inherit;display:inline-block;min-width:2.5em;text-align:right;margin-right:.75em}
        figure{margin:.25rem 0 1rem}
        .timeline{font-size:13px}
        .timeline .lane{stroke:var(--rule);stroke-width:2}
        .timeline .run{stroke:var(--fill);stroke-width:4;stroke-linecap:round}
        .timeline .switch{stroke:var(--muted);stroke-width:1.5;stroke-dasharray:3 3;fill:none}
        .timeline .read{fill:var(--paper);stroke:var(--fill);stroke-width:3}
        .timeline .write{fill:var(--fill);stroke:var(--fill);stroke-width:3}
        .timeline .stop{fill:var(--bad);stroke:var(--bad);stroke-width:3}
        .timeline .race{fill:none;stroke:var(--bad);stroke-width:2}
        .timeline .bad{fill:var(--bad)}
        .timeline .head{font-weight:600}
        .steps{padding-left:1.75rem}
        @media (max-width:46rem){
        .stack thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
        .stack,.stack tbody,.stack tr,.stack th,.stack td,.stack caption{display:block;width:100%}
        .stack tr{border-bottom:1px solid var(--rule);padding:.5rem 0}
        .stack th,.stack td{border:0;padding:.1rem 0}
        .stack td{display:grid;grid-template-columns:6.5rem 1fr;gap:.5rem;align-items:start}
        .stack td.number{text-align:left}
        .stack td::before{content:attr(data-label);color:var(--muted);font-size:.875rem}
        .stack td.blank{display:none}
        }
        @media print{
        body{font-size:10pt}
        nav,.skip,.skip:focus{display:none}
        header,main,footer{max-width:none;padding-left:0;padding-right:0}
        a{color:inherit;text-decoration:none}
        h2,h3,figcaption,summary,caption{break-after:avoid}
        tr,svg,.next,.figures div,.weak li{break-inside:avoid}
        thead{display:table-header-group}
        pre,.diff>*{white-space:pre-wrap;width:auto;overflow-wrap:anywhere}
        .scroll{overflow:visible}
        .timeline{max-width:100%;height:auto}
        svg{-webkit-print-color-adjust:exact;print-color-adjust:exact}
        .diff ins,.diff del{-webkit-print-color-adjust:exact;print-color-adjust:exact}
        }
        """
}
