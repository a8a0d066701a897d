// What is said in which language: sentences from the catalogues, words and names from the data.

const PLACEHOLDER = /\{(\w+)\}/g;
const HAN = /[\u4e00-\u9fff]/;
const ASIDE = /\s*[（(][^）)]*[）)]\s*/g;
const LONGEST = { zh: 16, en: 34 };
const NOT_STATED = -1;

/** Return what says things in the language of the moment. */
export function createWords(model) {
  const words = {
    language: "en",

    /** Say a sentence; numbers are written as the language has them. */
    say(key, values = {}) {
      const texts = model.text[words.language];
      const sentence = (values.n === 1 && texts[`${key}_1`]) || texts[key] || key;
      return sentence.replace(PLACEHOLDER, (_, name) => words.number(values[name]));
    },

    number(value) {
      if (typeof value !== "number") return value ?? "";
      return value.toLocaleString(words.language === "zh" ? "zh-CN" : "en");
    },

    /** Return the word of a table for a place in it. */
    word(table, place) {
      if (place === NOT_STATED) return words.say("not_stated");
      return model[table][words.language][place] || model[table].id[place];
    },

    /** Return both names of an organization, the one to read first, and nothing twice. */
    names(node) {
      const zh = model.node.zh[node] || model.node.en[node] || model.node.id[node];
      const en = model.node.en[node] || zh;
      const [first, second] = words.language === "zh" ? [zh, en] : [en, zh];
      return [first, first === second ? "" : second];
    },

    name: (node) => words.names(node)[0],

    /** Return a name that fits a picture. */
    shortName(node) {
      const name = words.name(node).replace(ASIDE, "") || words.name(node);
      const most = HAN.test(name) ? LONGEST.zh : LONGEST.en;
      const letters = [...name];
      return letters.length > most ? `${letters.slice(0, most - 1).join("")}…` : name;
    },

    reason(row) {
      return words.say(`reason_${model.reason.code[row]}`, { n: model.reason.value[row] });
    },
  };
  return words;
}

/** Estimate the width of a text before it is drawn; wide characters take more. */
export const estimatedWidth = (text, wide, narrow) =>
  [...text].reduce((sum, letter) => sum + (letter > "\u2e80" ? wide : narrow), 0);
