// Words as search compares them, and what a query asks for. The generator's vietnamese.py folds words the same way.
"use strict";
const kalugaSearch = {};
(() => {
  const openTone = /o[àáảãạèéẻẽẹ](?![\p{L}\p{N}_])|(?<!q)u[ỳýỷỹỵ](?![\p{L}\p{N}_])/gu;
  const word = /[\p{L}\p{N}]+/gu;
  const invisible = /[\u00ad\u180e\u200b-\u200d\u2060\ufeff]/g;

  // hoà is written hòa: the two spellings of open oa, oe and uy are one word.
  const withToneFirst = ([first, second]) => {
    const [base, ...marks] = second.normalize("NFD");
    return (first + marks.join("") + base).normalize("NFC");
  };

  const clean = (text) => text.normalize("NFC").replace(/[ÐðƉ]/g, "đ").replace(invisible, "");
  const formOf = (word) => word.toLowerCase().replace(openTone, withToneFirst);
  const fold = (form) => form.normalize("NFD").replace(/[\u0300-\u036f]/g, "").normalize("NFC")
    .replaceAll("đ", "d").replaceAll("ß", "ss").replaceAll("ς", "σ");

  // The words of a text with their places: [{form, folded, start, end}]. What stands often in texts is folded once.
  const formsOf = new Map();
  const wordsOf = (text) => Array.from(text.matchAll(word), ({ 0: letters, index: start }) => {
    let known = formsOf.get(letters);
    if (!known) {
      const form = formOf(letters);
      formsOf.set(letters, known = { form, folded: fold(form) });
    }
    return { form: known.form, folded: known.folded, start, end: start + letters.length };
  });
  const isTyped = ({ form, folded }) => form !== folded;

  // The groups of synonyms by the folded words of each of their members.
  const bySequence = (groups) => {
    const found = new Map();
    for (const group of groups) {
      const members = group.map((one) => wordsOf(clean(one)));
      for (const member of members) {
        const key = member.map((one) => one.folded).join(" ");
        found.set(key, [...(found.get(key) ?? []), { member, members }]);
      }
    }
    return found;
  };

  // What stands for the words typed at a place: typed accents are those meant, words without any may be any.
  const synonymsAt = (words, start, synonyms, longest) => {
    for (let length = Math.min(longest, words.length - start); length > 0; length -= 1) {
      const typed = words.slice(start, start + length);
      const found = (synonyms.get(typed.map((one) => one.folded).join(" ")) ?? [])
        .filter(({ member }) => typed.every((one, place) => !isTyped(one) || one.form === member[place].form));
      if (found.length) return { typed, members: found.flatMap(({ members }) => members) };
    }
    return null;
  };

  const unitsOf = (words, synonyms, longest) => {
    const units = [];
    for (let place = 0; place < words.length;) {
      const found = synonymsAt(words, place, synonyms, longest);
      let typed = found?.typed;
      if (!typed) {
        let end = place + 1;
        while (end < words.length && words[end].isGlued) end += 1; // "316.000" is one thing
        typed = words.slice(place, end);
      }
      const same = (one) => one.map(({ form }) => form).join(" ");
      const others = (found?.members ?? []).filter((one) => same(one) !== same(typed));
      units.push({ alternatives: [typed, ...others, ...grouped(typed)] });
      place += typed.length;
    }
    return units;
  };

  // A number typed without points is written with them: 4600 as 4.600.
  const grouped = ([{ form }, ...rest]) => (!rest.length && /^[1-9]\d{3,}$/.test(form)
    ? [wordsOf(form.replace(/\B(?=(?:\d{3})+$)/g, "."))] : []);

  // What a query asks for: units, all of which an article must have, and those that it must not have. Of a unit,
  // any alternative will do, whose words stand side by side. While it is typed, its last word may go on.
  kalugaSearch.parse = (text, groups, isTyping) => {
    const synonyms = bySequence(groups);
    const longest = Math.max(0, ...[...synonyms.keys()].map((key) => key.split(" ").length));
    const wanted = [], unwanted = [];
    let loose = [];
    const settle = () => {
      wanted.push(...unitsOf(loose, synonyms, longest));
      loose = [];
    };
    const parts = clean(text).replace(/[“”„«»]/g, "\"").matchAll(/(?<=^|\s)(-?)"([^"]*)"?|\S+/g);
    for (const [part, minus, quoted] of parts) {
      const isUnwanted = minus === "-" || (quoted === undefined && /^-[\p{L}\p{N}]/u.test(part));
      const words = wordsOf(quoted ?? part).map((one, place) => ({ ...one, isGlued: place > 0 }));
      if (!words.length) continue;
      if (isUnwanted) unwanted.push({ alternatives: [words], isQuoted: quoted !== undefined });
      else if (quoted === undefined) loose.push(...words);
      else {
        settle();
        wanted.push({ alternatives: [words], isQuoted: true });
      }
    }
    const last = loose.at(-1);
    settle();
    const end = wanted.at(-1)?.alternatives;
    if (isTyping && last && end.length === 1 && end[0].length === 1 && !/\s$/.test(text) && last.folded.length > 1) {
      end[0] = [{ ...last, isPrefix: true }];
    }
    return { wanted, unwanted };
  };
  Object.assign(kalugaSearch, { clean, fold, formOf, isTyped, wordsOf });
})();
