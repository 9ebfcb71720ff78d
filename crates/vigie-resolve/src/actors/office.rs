//! Offices and who holds them on a day: `the Malian president` of 2023 is somebody else than that of 2013.

use super::period::Period;
use crate::fold::fold;
use rustc_hash::FxHashMap;
use smol_str::SmolStr;
use vigie_text::Language;

/// A kind of office, whoever's it is.
#[derive(Clone, Debug)]
pub struct Office {
    /// Its key, as [`Held::office`] has it.
    pub id: SmolStr,
    /// PLOVER sectors of who holds it; empty for those of the body that it is an office of.
    pub sectors: Vec<SmolStr>,
}

/// A person's time in an office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// Key of the [`Office`].
    pub office: SmolStr,
    /// Whose office it is: the key of a group or organisation, or the ISO 3166 alpha-3 code of a state.
    pub of: SmolStr,
    /// The country that who holds it belongs to.
    pub country: Option<SmolStr>,
    /// PLOVER sectors.
    pub sectors: Vec<SmolStr>,
    /// The days in office, as far as they are known.
    pub days: Period,
}

/// Every kind of office, by its titles, and every holder.
#[derive(Clone, Debug, Default)]
pub(super) struct Offices {
    all: Vec<Office>,
    titles: [FxHashMap<String, Vec<usize>>; 2],
    holders: FxHashMap<(SmolStr, SmolStr), Vec<usize>>,
}

impl Offices {
    pub fn add(&mut self, office: Office, fr: &[SmolStr], en: &[SmolStr]) {
        let index = self.all.len();
        self.all.push(office);
        for (language, titles) in [(Language::Fr, fr), (Language::En, en)] {
            for title in titles {
                self.titles[language as usize].entry(fold(title)).or_default().push(index);
            }
        }
    }

    pub fn get(&self, id: &str) -> Option<&Office> {
        self.all.iter().find(|o| o.id == id)
    }

    pub fn ids(&self) -> Vec<&str> {
        self.all.iter().map(|o| o.id.as_str()).collect()
    }

    pub fn titled(&self, language: Language, title: &str) -> Vec<&Office> {
        let found = self.titles[language as usize].get(&fold(title));
        found.into_iter().flatten().map(|&i| &self.all[i]).collect()
    }

    /// Notes that the person of index `who` held this.
    pub fn hold(&mut self, held: &Held, who: usize) {
        self.holders.entry((held.office.clone(), held.of.clone())).or_default().push(who);
    }

    pub fn holders(&self, office: &str, of: &str) -> &[usize] {
        self.holders.get(&(office.into(), of.into())).map_or(&[], Vec::as_slice)
    }
}
