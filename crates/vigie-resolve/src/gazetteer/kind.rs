/// What a place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Kind {
    /// A town or village.
    Town,
    /// A capital of a country.
    Capital,
    /// The seat of a first-level unit.
    Seat,
    /// A section of a town.
    District,
    /// A first-level unit.
    Admin1,
    /// A second-level unit.
    Admin2,
    /// A country.
    Country,
    /// A region of no administrative rank, a sea, a valley.
    Region,
    /// A camp, base, dam, crossing.
    Site,
    /// A hill, river, bridge, airfield of a list that has them all: known, but no news by itself.
    Landmark,
}

impl Kind {
    /// Every kind, in the order of their codes in the file.
    pub const ALL: [Self; 10] = [
        Self::Town,
        Self::Capital,
        Self::Seat,
        Self::District,
        Self::Admin1,
        Self::Admin2,
        Self::Country,
        Self::Region,
        Self::Site,
        Self::Landmark,
    ];

    /// The word that tables of places carry.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Town => "town",
            Self::Capital => "capital",
            Self::Seat => "seat",
            Self::District => "district",
            Self::Admin1 => "admin1",
            Self::Admin2 => "admin2",
            Self::Country => "country",
            Self::Region => "region",
            Self::Site => "site",
            Self::Landmark => "landmark",
        }
    }

    /// The kind of that [code](Self::code).
    #[must_use]
    pub fn of(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.code() == code)
    }

    /// Whether it is a town, of any rank.
    #[must_use]
    pub fn is_town(self) -> bool {
        matches!(self, Self::Town | Self::Capital | Self::Seat)
    }

    /// Whether it is a unit that a government draws.
    #[must_use]
    pub fn is_unit(self) -> bool {
        matches!(self, Self::Admin1 | Self::Admin2 | Self::Country)
    }
}
