"""The project's own gold: codings by hand, by the codebook, of plain-text articles of corpus/demo.

ARTICLES maps an article's id in corpus/demo/manifest.toml to its events. `ev(trigger, type, status, …)` is one event.
What is given is scored; a slot left out is one that the coder left undecided. `ev` itself adds what most events share:
no modes, no territory, no source and, where the act is verbal or did not happen (planned, negated, denied, conditional),
no ACLED name. `no=("modes",)` takes one of these back and leaves it undecided.
A span is words of the text, with [[ ]] around it in a longer passage where the words alone stand more than once.
A participant is (span, name, country, sectors); a place (span, name, country, latitude, longitude); names may list
accepted alternatives with `|`. A span is None where no words carry it.
"""

IS = "Islamic State|Islamic State of Iraq and the Levant|ISIS"
SDF = "Syrian Democratic Forces"
CTS = "Iraqi Counter Terrorism Service|Counter Terrorism Service|Iraqi Special Operations Forces"
COALITION = (
    "Global Coalition against Daesh|Global Coalition Against Daesh|CJTF–OIR|"
    "Combined Joint Task Force – Operation Inherent Resolve"
)
WAGNER = "Wagner Group"
M23 = "March 23 Movement|M23 movement|M23"
RSF = "Rapid Support Forces"
OSDH = "Observatoire syrien des droits de l'Homme|OSDH|Syrian Observatory for Human Rights"
OIM = "Organisation internationale pour les migrations|l’Organisation internationale pour les migrations|OIM|International Organization for Migration"
ONU = "ONU|l’ONU|United Nations"

VERBAL = {
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "SANCTION",
    "MOBILIZE", None,
}
NOT_DONE = {"planned", "negated", "denied", "conditional"}


def ev(trigger, type_, status=None, no=(), **slots):
    """One event with the shared defaults of the module's head."""
    event = {"trigger": trigger, "type": type_, "modes": [], "territory": "none", "sources": []}
    if status is not None:
        event["status"] = status
    if type_ in VERBAL or status in NOT_DONE:
        event["acled"] = None
    event |= slots
    for slot in no:
        event.pop(slot, None)
    return event


def is_(span):
    return (span, IS, None, "REB")


def sdf(span):
    return (span, SDF, "SYR", "REB")


def coalition(span):
    return (span, COALITION, None, "IGO MIL")


def irq(span):
    return (span, None, "IRQ", "MIL")


def cts(span):
    return (span, CTS, "IRQ", "MIL")


def pesh(span):
    return (span, "Peshmerga", "IRQ", "PRM")


def gov(span, country):
    return (span, None, country, "GOV")


def civilians(span, country):
    return (span, None, country, "CVL UNK")


def m23(span):
    return (span, M23, "COD", "REB")


def rsf(span):
    return (span, RSF, "SDN", "PRM REB")


def mosul(span):
    return (span, "Mosul", "IRQ", 36.34, 43.13)


def raqqa(span):
    return (span, "Ar Raqqah|Raqqa", "SYR", 35.95, 39.01)


def bartella(span):
    return (span, "Bartella|Bartallah|Bartala|Bartalah", "IRQ", 36.35, 43.38)


def tabqa(span):
    return (span, "Ath Thawrah|Al-Thawrah|Tabqa|Tabqa Dam", "SYR", 35.84, 38.55)


def bakhmut(span):
    return (span, "Bakhmut", "UKR", 48.59, 38.0)


def bunagana(span):
    return (span, "Bunagana", "COD", -1.3, 29.6)


def wad_madani(span):
    return (span, "Wad Madani|Wad Medani", "SDN", 14.4, 33.52)


def goma(span):
    return (span, "Goma", "COD", -1.67, 29.23)


def days(first, last=None):
    """Closed interval of dates; one date for one day."""
    return [first, last or first]


BARTELLA = [
    ev("reprennent", "ASSAULT", "actual", acled="Government regains territory", territory="gain",
       actors=[irq("[[forces spéciales]] reprennent")], recipients=[], place=bartella("reprennent [[Bartella]]")),
    ev("repris", "ASSAULT", "actual", acled="Government regains territory", territory="gain",
       actors=[cts("forces antiterroristes irakiennes")], recipients=[is_("groupe [[État islamique]] la petite")],
       place=bartella("ville chrétienne de [[Bartella]]"), time=days("2016-10-20"),
       sources=["commandement de l’opération|le commandement de l’opération"]),
    ev("Soutenus", "AID", "actual", actors=[coalition("coalition internationale")],
       recipients=[irq("les [[soldats]] sont entrés")], place=bartella("localité"), time=days("2016-10-20")),
    ev("entrés", "ASSAULT", "actual", territory="enter", actors=[irq("les [[soldats]] sont entrés")], recipients=[],
       place=bartella("localité"), time=days("2016-10-20")),
    ev("détruit", "ASSAULT", "actual", modes=["destroy"], actors=[irq("explosifs, [[nous]] en avons")], recipients=[],
       counts=[("vehicles", 6, 6)], sources=["un officier|officier"]),
    ev("tués", "ASSAULT", "actual", actors=[], recipients=[is_("[[combattants]] de Daech")],
       counts=[("killed", 80, None)], sources=["un officier|officier|lui"]),
    ev("attaqué", "ASSAULT", "actual", acled="Armed clash", territory="contest", actors=[pesh("peshmergas")],
       recipients=[], place=("Bachiqa", "Bashiqa|Ba'shiqah|Bashiqah", "IRQ", 36.45, 43.35)),
    ev("couper", "ASSAULT", "planned", territory="cut-route", actors=[pesh("peshmergas")], recipients=[],
       time=["2016-10-21", None]),
    ev("combats", "ASSAULT", "ongoing", acled="Armed clash", territory="contest", recipients=[],
       counts=[("displaced", 5001, None)], time=days("2016-10-17", "2016-10-21"), sources=[OIM]),
    ev("emparés", "ASSAULT", "historical", acled="Non-state actor overtakes territory", territory="gain",
       actors=[is_("Les [[djihadistes]] s’étaient")], recipients=[], place=bartella("emparés de [[Bartella]]"),
       time=days("2014-08-01", "2014-08-31")),
    # the claim that follows names the actor and the source of this attack
    ev("pris d’assaut", "ASSAULT", "actual", no=("sources",),
       actors=[("hommes armés", IS, None, "UAF REB")],
       place=("Kirkouk", "Kirkuk", "IRQ", 35.47, 44.39), time=days("2016-10-21")),
    ev("couvre-feu", "COERCE", "actual", modes=["curfew"], acled=None, actors=[gov("gouverneur", "IRQ")],
       recipients=[]),
]

COLERE = [
    ev("avancent", "ASSAULT", "ongoing", territory="advance", actors=[sdf("[[forces arabo-kurdes]] avancent")],
       recipients=[], place=raqqa("avancent vers [[Raqqa]]")),
    ev("ont [[pris]] mardi", "ASSAULT", "actual", acled="Non-state actor overtakes territory", territory="gain",
       actors=[sdf("Forces démocratiques syriennes")], recipients=[], place=raqqa("au nord de [[Raqqa]]"),
       time=days("2016-11-08"),
       sources=["porte-parole de l'opération|la porte-parole de l'opération", "Agence Euphrate-Presse|l'Agence Euphrate-Presse"]),
    ev("offensive", "ASSAULT", acled="Armed clash", territory="contest", no=("sources",),
       actors=[sdf("Forces démocratiques syriennes")], recipients=[is_("groupe [[Etat islamique]] (EI)")]),
    ev("isoler", "ASSAULT", "planned", territory="encircle", place=raqqa("la [[ville]] avant de"),
       time=["2016-11-08", None]),
    ev("assaut", "ASSAULT", "planned", territory="contest", place=raqqa("la [[ville]] avant de"),
       time=["2016-11-08", None]),
    ev("participent à l'[[opération]]", "ASSAULT", "ongoing", territory="contest", counts=[("fighters", 30000, 30000)],
       sources=["commandement des FDS|le commandement des FDS"]),
    ev("envoie", "ASSAULT", "ongoing", no=("modes",), acled="Suicide bomb", actors=[is_('"[[Daech]] nous')],
       recipients=[sdf("Daech [[nous]] envoie")], sources=["chef de brigade|un chef de brigade"]),
    # two sources, two tolls, one event
    ev("explosé", "ASSAULT", "possible", no=("modes", "sources"), recipients=[sdf("quatre [[combattants]]")],
       counts=[("killed", 4, 4), ("killed", 7, 7)], time=days("2016-11-07")),
    ev("frappes", "ASSAULT", "actual", modes=["aerial"], acled="Air/drone strike",
       actors=[coalition("avions de la [[coalition]] conduite")], time=days("2016-11-05", "2016-11-08")),
    ev("bombardé", "ASSAULT", "denied", no=("sources", "modes"),
       actors=[coalition("La [[coalition]] a démenti")],
       place=("sud d'[[Aïn Issa]]", "Ayn Issa|Ain Issa|`Ayn `Isa|Ayn Isa", "SYR", 36.38, 38.85),
       time=days("2016-11-07", "2016-11-08"), counts=[("killed", 12, 12)]),
    ev("exigé", "REQUEST", "actual", modes=["yield"], actors=[gov("Ankara", "TUR")], place=None,
       time=[None, "2016-11-08"]),
    ev("contrôle", None, "ongoing", territory="hold", actors=[is_("L'[[EI]] contrôle")], recipients=[],
       place=raqqa("la [[ville]] depuis janvier"), time=days("2014-01-01", "2016-11-08")),
]

BULLETIN = [
    ev("par les [[combats]] depuis", "ASSAULT", "ongoing", acled="Armed clash", territory="contest",
       counts=[("displaced", 68001, None)], time=days("2016-10-17", "2016-11-21"), sources=[OIM]),
    ev("des [[tirs]] de mortier", "ASSAULT", "actual", modes=["heavy-weapons"],
       acled="Shelling/artillery/missile attack", actors=[],
       place=("Gogjali", "Gogjali|Kokjali|Mosul", "IRQ", 36.35, 43.24), time=days("2016-11-19")),
    ev("tués", "ASSAULT", "actual", no=("modes",), actors=[], recipients=[("[[déplacés]] ont été tués", None, "IRQ", "REF CVL")],
       place=("Gogjali", "Gogjali|Kokjali|Mosul", "IRQ", 36.35, 43.24), time=days("2016-11-19"),
       counts=[("killed", 4, 4), ("wounded", 10, 10)]),
    ev("entrer", "AID", "negated", actors=[("convoi", None, None, "NGO")], place=mosul("Zahra")),
    ev("livré", "AID", "actual", actors=[("partenaires", None, None, "NGO")], time=[None, "2016-11-21"]),
    ev("distribué", "AID", "actual", actors=[("partenaires", None, None, "NGO")],
       recipients=[civilians("9 000 [[familles]]", "IRQ")], time=[None, "2016-11-21"]),
    ev("soutenue", "AID", "ongoing", actors=[gov("France", "FRA")],
       recipients=[("clinique mobile", None, None, "MED NGO")]),
    ev("soigné", "AID", "actual", actors=[("clinique mobile", None, None, "MED NGO")], no=("modes",)),
    ev("suspendu", "SANCTION", "actual", modes=["discontinue"], actors=[("agences", None, None, "NGO IGO")],
       place=("Qayyarah", "Qayyarah|Al Qayyarah|Qayara", "IRQ", 35.8, 43.29)),
    ev("enlevé", "ASSAULT", "possible", modes=["abduct"], acled="Abduction/forced disappearance",
       actors=[is_("l’[[État islamique]] a enlevé")], recipients=[civilians("hommes", "IRQ")],
       place=mosul("arrivées de [[Mossoul]]"), counts=[("abducted", None, None)],
       sources=["des familles|Des familles|familles"]),
    ev("abat", "ASSAULT", no=("modes",), actors=[is_("[[il]] abat")], recipients=[civilians("ceux", "IRQ")],
       sources=["des familles|Des familles|familles"]),
    ev("Si les [[combats]]", "ASSAULT", "conditional", territory="contest", time=["2016-11-21", None],
       counts=[("displaced", 200000, 200000)]),
    ev("demandons", "REQUEST", "actual", no=("modes",), actors=[("Nous", None, None, "NGO")], place=None,
       time=[None, "2016-11-21"]),
]

BARRAGE = [
    ev("pause", "RETREAT", "actual", modes=["ceasefire"], place=tabqa("Barrage de [[Tabqa]]"), no=("territory",)),
    ev("attaques", "ASSAULT", "actual", acled="Armed clash", territory="contest",
       actors=[sdf("Forces démocratiques syriennes")], recipients=[is_("djihadistes")],
       place=tabqa("près du barrage de [[Tabqa]]"), time=days("2017-03-28")),
    ev("trêve", "RETREAT", "actual", modes=["ceasefire"], time=days("2017-03-27")),
    # claimed by one side, denied by the other
    ev("raids", "ASSAULT", "denied", modes=["aerial"], actors=[("raids [[américains]]", None, "USA", "MIL GOV")],
       sources=["Etat islamique|groupe Etat islamique|Le groupe Etat islamique|" + IS]),
    ev("visé", "ASSAULT", "denied", no=("modes", "sources"), actors=[coalition("coalition internationale")]),
    ev("emparées", "ASSAULT", "actual", acled="Non-state actor overtakes territory", territory="gain",
       actors=[sdf("les [[FDS]] se sont")], recipients=[],
       place=("militaire de [[Tabqa]]", "Al-Tabqa Airbase|Tabqa Air Base|Tabqa|Ath Thawrah", "SYR", 35.75, 38.57),
       time=days("2017-03-26")),
    ev("arraché", "ASSAULT", "historical", acled="Non-state actor overtakes territory", territory="gain",
       actors=[is_("L'[[EI]] l'avait")], recipients=[("armée syrienne", None, "SYR", "MIL")],
       time=days("2014-08-01", "2014-08-31")),
    ev("exécuté", "ASSAULT", "historical", actors=[is_("L'[[EI]] l'avait")],
       recipients=[("soldats", None, "SYR", "MIL")], counts=[("killed", 161, None)],
       time=days("2014-08-01", "2014-08-31")),
    ev("déposé", "MOBILIZE", "actual", modes=["troops"], actors=[("hélicoptères américains", None, "USA", "MIL")],
       time=days("2017-03-20", "2017-03-26")),
    ev("coupé", "ASSAULT", "actual", territory="cut-route", actors=[sdf("[[Ils]] ont coupé")], recipients=[]),
    ev("frappe", "ASSAULT", "actual", modes=["aerial"], acled="Air/drone strike", actors=[],
       recipients=[civilians("civils", "SYR")],
       place=("Mansoura", "Al Mansurah|Al-Mansurah|Mansoura|Al-Mansoura", "SYR", 35.83, 38.75),
       time=days("2017-03-21"), counts=[("killed", 33, None)], sources=[OSDH]),
    ev("enquête", "ACCUSE", "actual", modes=["investigate"], actors=[coalition("La [[coalition]] a ouvert")], place=None,
       time=[None, "2017-03-28"]),
]

MESHLEB = [
    ev("combats", "ASSAULT", "ongoing", acled="Armed clash", territory="contest",
       place=raqqa("commencé dans [[Raqqa]]")),
    ev("entrée", "ASSAULT", "actual", territory="enter", actors=[sdf("[[leur]] entrée")], recipients=[],
       place=raqqa("Mechleb"), time=days("2017-06-06"), no=("sources",)),
    ev("ont [[pris]] jeudi", "ASSAULT", "actual", acled="Non-state actor overtakes territory", territory="gain",
       actors=[sdf("Forces démocratiques syriennes")], recipients=[], place=raqqa("ville"), time=days("2017-06-08"),
       no=("sources",)),
    ev("arment", "AID", "ongoing", actors=[gov("États-Unis", "USA")], recipients=[sdf("alliance")],
       time=days("2017-05-01", "2017-06-08"), no=("sources",)),
    ev("envoie", "ASSAULT", "ongoing", no=("modes",), acled="Air/drone strike",
       actors=[is_("L'organisation [[État islamique]]")], recipients=[sdf("assaillants")]),
    ev("blessé", "ASSAULT", "actual", no=("modes",), acled="Air/drone strike",
       recipients=[("miliciennes", None, "SYR", "REB")], counts=[("wounded", 3, 3)], time=days("2017-06-07")),
    ev("tombés", "ASSAULT", "actual", modes=["heavy-weapons"], acled="Shelling/artillery/missile attack", actors=[],
       time=days("2017-06-07", "2017-06-08"), sources=["habitants|des habitants|Des habitants"]),
    ev("tuées", "ASSAULT", "possible", no=("modes",), actors=[], recipients=[civilians("[[personnes]] auraient", "SYR")],
       counts=[("killed", 15, 15)], sources=["habitants|des habitants|Des habitants"]),
    ev("supplie", "REQUEST", "actual", no=("modes",), actors=[("L'[[ONU]] estime", "United Nations", None, "IGO")],
       place=None, time=[None, "2017-06-08"]),
    ev("promis", "AGREE", "actual", actors=[gov("Paris", "FRA")], recipients=[], place=None, time=[None, "2017-06-08"]),
    ev("assaut", "ASSAULT", "negated", territory="contest",
       actors=[("forces spéciales françaises", None, "FRA", "MIL")],
       sources=["source diplomatique|une source diplomatique"]),
]

AL_NOURI = [
    ev("fait sauter", "ASSAULT", "actual", modes=["destroy", "explosives"], acled="Looting/property destruction",
       actors=[is_("Le groupe [[État islamique]]")], place=mosul("mosquée al-Nouri de [[Mossoul]]"),
       time=days("2017-06-21"), sources=["armée irakienne|l’armée irakienne"]),
    ev("accuse", "ACCUSE", "actual", modes=["allege"], actors=[is_("[[agence]] de propagande")],
       recipients=[("américain", None, "USA", "MIL GOV")], place=None, time=[None, "2017-06-22"]),
    ev("bombardé", "ASSAULT", "denied", modes=["aerial"], actors=[("américain", None, "USA", "MIL GOV")],
       no=("sources",)),
    ev("frappe", "ASSAULT", "denied", modes=["aerial"], actors=[coalition("coalition")], no=("sources",)),
    ev("condamné", "ACCUSE", "actual", modes=["disapprove"], actors=[("Unesco", "UNESCO", None, "IGO")], place=None,
       time=[None, "2017-06-22"]),
    ev("prise", "ASSAULT", "historical", acled="Non-state actor overtakes territory", territory="gain",
       actors=[is_("ses [[hommes]]")], recipients=[], place=mosul("prise de la [[ville]]")),
    ev("assaut", "ASSAULT", acled="Armed clash", territory="contest",
       actors=[("forces gouvernementales", None, "IRQ", "MIL GOV")], recipients=[], place=mosul("vieille ville"),
       time=days("2017-06-18")),
    ev("combats", "ASSAULT", "ongoing", acled="Armed clash", territory="contest", time=days("2017-06-22")),
    ev("abattus", "ASSAULT", "actual", no=("modes",), acled="Attack", recipients=[civilians("enfants", "IRQ")],
       counts=[("killed", 2, 2)], sources=["médecin de campagne|un médecin de campagne|médecin"]),
]

BAKHMOUT = [
    ev("pris", "ASSAULT", "denied", territory="gain", actors=[("hommes", WAGNER, "RUS", "PRM")], recipients=[],
       place=bakhmut("pris [[Bakhmout]]"), time=days("2023-05-20"),
       sources=["Evguéni Prigojine|Yevgeny Prigozhin"]),
    ev("félicité", "SUPPORT", "actual", actors=[("Vladimir Poutine", "Vladimir Putin", "RUS", "GOV")],
       recipients=[("troupes", None, "RUS", "MIL")], place=None, time=days("2023-05-21")),
    ev("chute", "ASSAULT", "denied", territory="gain", place=bakhmut("chute de la [[ville]]"), no=("sources",)),
    ev("tiennent", None, "ongoing", territory="hold", actors=[("soldats", None, "UKR", "MIL")], recipients=[],
       place=bakhmut("quartier"), sources=["état-major ukrainien|L’état-major ukrainien|état-major"]),
    ev("avancent", "ASSAULT", "ongoing", territory="advance", actors=[("[[ils]] avancent", None, "UKR", "MIL")],
       recipients=[], sources=["vice-ministre de la Défense|une vice-ministre de la Défense|vice-ministre"]),
    ev("encerclent", "ASSAULT", "ongoing", territory="encircle", actors=[("[[ils]] avancent", None, "UKR", "MIL")],
       recipients=[], place=bakhmut("la [[cité]]"),
       sources=["vice-ministre de la Défense|une vice-ministre de la Défense|vice-ministre"]),
    ev("rencontré", "CONSULT", "actual", no=("modes",),
       actors=[("Volodymyr Zelensky", "Volodymyr Zelenskyy|Volodymyr Zelensky", "UKR", "GOV"),
               ("dirigeants", "G7|Group of Seven", None, "IGO GOV")],
       recipients=[], place=("Hiroshima", "Hiroshima", "JPN", 34.39, 132.45)),
    ev("annoncé", "AGREE", "actual", actors=[("Joe Biden", "Joe Biden", "USA", "GOV")], time=[None, "2023-05-21"]),
    ev("dénoncé", "ACCUSE", "actual", modes=["disapprove"], actors=[gov("Pékin", "CHN")], place=None,
       time=[None, "2023-05-21"]),
    ev("convoqué", "CONSULT", "actual", no=("modes",),
       actors=[gov("Pékin", "CHN"), gov("ambassadeur du Japon", "JPN")], time=[None, "2023-05-21"]),
    ev("remettre", "RETREAT", "planned", no=("modes", "territory"), actors=[("[[Wagner]] doit", WAGNER, "RUS", "PRM")],
       recipients=[("armée russe", None, "RUS", "MIL")]),
    ev("bataille", "ASSAULT", territory="contest", acled="Armed clash", counts=[("killed", None, None)]),
    ev("abattu", "ASSAULT", "actual", no=("modes",), acled="Disrupted weapons use",
       actors=[("défense antiaérienne ukrainienne", None, "UKR", "MIL")], recipients=[],
       place=("Dnipro", "Dnipro", "UKR", 48.46, 35.04), time=days("2023-05-20", "2023-05-21")),
    ev("blessé", "ASSAULT", "actual", modes=["heavy-weapons"], acled="Shelling/artillery/missile attack", actors=[],
       recipients=[civilians("personnes", "UKR")], place=("cette [[ville]]", "Dnipro", "UKR", 48.46, 35.04),
       counts=[("wounded", 8, 8)], sources=["gouverneur|le gouverneur"]),
]

BUNAGANA = [
    ev("empare", "ASSAULT", "actual", acled="Non-state actor overtakes territory", territory="gain",
       actors=[m23("RDC : le [[M23]]")], recipients=[], place=bunagana("s’empare de [[Bunagana]]")),
    ev("accuse", "ACCUSE", "actual", modes=["allege"], actors=[gov("[[Kinshasa]] accuse", "COD")],
       recipients=[gov("accuse [[Kigali]]", "RWA")], place=None),
    ev("pris", "ASSAULT", "actual", acled="Non-state actor overtakes territory", territory="gain",
       actors=[m23("rebelles du [[M23]]")], recipients=[], place=bunagana("cité de [[Bunagana]]"),
       time=days("2022-06-13"), sources=["responsables de la société civile|des responsables de la société civile"]),
    ev("affrontements", "ASSAULT", "actual", acled="Armed clash", territory="contest",
       actors=[m23("rebelles du [[M23]]"), ("avec l’[[armée congolaise]]", None, "COD", "MIL")], recipients=[],
       place=bunagana("cité de [[Bunagana]]"),
       sources=["responsables de la société civile|des responsables de la société civile"]),
    ev("repliés", "RETREAT", "actual", modes=["withdraw"], actors=[("militaires", None, "COD", "MIL")],
       recipients=[], sources=["porte-parole de l’armée ougandaise|un porte-parole de l’armée ougandaise"],
       no=("territory",)),
    ev("accusé", "ACCUSE", "actual", modes=["allege"], actors=[("Forces armées de la RDC", None, "COD", "MIL")],
       recipients=[gov("Rwanda", "RWA")], place=None, time=[None, "2022-06-14"]),
    ev("[[occupé]] la localité", "ASSAULT", "possible", territory="gain", actors=[("Rwanda", None, "RWA", "GOV MIL")],
       place=bunagana("localité"),
       sources=["Forces armées de la RDC|les Forces armées de la RDC|Armed Forces of the Democratic Republic of the Congo"]),
    ev("soutenir", "AID", "denied", actors=[("[[Kigali]] dément", None, "RWA", "GOV MIL")],
       recipients=[m23("soutenir les [[rebelles]]")], no=("sources",)),
    ev("bombardé", "ASSAULT", "actual", no=("modes",),
       actors=[("que l’[[armée congolaise]] a", None, "COD", "MIL")], time=days("2022-06-10"),
       place=("territoire", "Rwanda", "RWA", None, None), sources=["Kigali"]),
    ev("appelé", "REQUEST", "actual", no=("modes",),
       actors=[("gouverneur militaire", None, "COD", "GOV MIL")], recipients=[civilians("population", "COD")],
       place=None, time=[None, "2022-06-14"]),
    ev("manifesté", "PROTEST", "actual", modes=["demo"], actors=[civilians("jeunes", "COD")], place=goma("À [[Goma]]"),
       time=days("2022-06-14"), counts=[("protesters", None, None)]),
    ev("tiré", "ASSAULT", "actual", modes=["crowd-control"], actors=[("police", None, "COD", "COP")],
       place=goma("À [[Goma]]"), time=days("2022-06-14")),
    ev("suspendu", "SANCTION", "actual", no=("modes",), actors=[gov("mois dernier, [[Kinshasa]]", "COD")],
       place=None, time=days("2022-05-01", "2022-05-31")),
    ev("avait [[occupé]] Goma", None, "historical", territory="hold", actors=[m23("le [[M23]] avait")], recipients=[],
       place=goma("occupé [[Goma]]"), time=days("2012-11-01", "2012-11-30")),
]

MOSUL_VICTORY = [
    ev("captured", "ASSAULT", "historical", acled="Non-state actor overtakes territory", territory="gain",
       actors=[is_("after the [[militants]] captured")], recipients=[], place=mosul("captured the [[city]]")),
    ev("Gunfire", "ASSAULT", modes=["firearms"], place=mosul("Old City"), time=days("2017-07-10")),
    ev("had [[killed]] 35", "ASSAULT", "actual", acled="Armed clash", actors=[cts("his [[men]] had")],
       recipients=[is_("35 of [[them]]")], time=days("2017-07-09", "2017-07-10"), counts=[("killed", 35, 35)],
       sources=["officer|an officer|officer of the Counter-Terrorism Service|an officer of the Counter-Terrorism Service",
                "North Tigris Wire"]),
    ev("surrendered", "RETREAT", "actual", no=("modes",), actors=[is_("Six [[militants]]")],
       counts=[("surrendered", 6, 6)],
       sources=["officer|an officer|he|officer of the Counter-Terrorism Service|an officer of the Counter-Terrorism Service"]),
    ev("fighting", "ASSAULT", "ongoing", acled="Armed clash", territory="contest",
       counts=[("displaced", 920000, 920000)], time=days("2016-10-01", "2017-07-10"),
       sources=["United Nations|The United Nations"]),
    ev("accuse", "ACCUSE", "actual", modes=["allege"], actors=[("Aid groups", None, None, "NGO")], place=None,
       time=[None, "2017-07-10"]),
    ev("shot", "ASSAULT", "possible", modes=["firearms"], acled="Attack", actors=[is_("the [[militants]] shot")],
       recipients=[civilians("families", "IRQ")], sources=["Aid groups"]),
    ev("strikes", "ASSAULT", "possible", modes=["aerial"], acled="Air/drone strike",
       actors=[coalition("U.S.-led [[coalition]]")], recipients=[civilians("civilians", "IRQ")],
       counts=[("killed", None, None)], sources=["Aid groups"]),
    ev("targeted", "ASSAULT", "denied", no=("modes", "sources"), actors=[coalition("its [[aircraft]]")]),
    ev("welcomed", "SUPPORT", "actual", actors=[gov("Washington", "USA")], place=None, time=[None, "2017-07-10"]),
    ev("promised", "AGREE", "actual", actors=[gov("France", "FRA")], place=None, time=[None, "2017-07-10"]),
    ev("move", "ASSAULT", "planned", territory="advance", actors=[irq("Iraqi forces")], recipients=[],
       place=("Tal Afar", "Tal Afar|Tall Afar|Tall `Afar", "IRQ", 36.38, 42.45), time=["2017-07-10", None]),
    ev("held", None, "ongoing", territory="hold", actors=[is_("that [[Islamic State]] has held")], recipients=[],
       place=("Tal Afar", "Tal Afar|Tall Afar|Tall `Afar", "IRQ", 36.38, 42.45), time=days("2014-06-01", "2017-07-10")),
]

GREAT_MOSQUE = [
    ev("seize", "ASSAULT", "actual", acled="Non-state actor overtakes territory", territory="gain",
       actors=[sdf("U.S.-backed [[forces]]")], recipients=[], place=raqqa("seize [[Raqqa]]")),
    ev("captured", "ASSAULT", "actual", acled="Non-state actor overtakes territory", territory="gain",
       actors=[sdf("Syrian Democratic Forces")], recipients=[], place=raqqa("Old City of [[Raqqa]]"),
       time=[None, "2017-09-04"],
       sources=["spokesman|a spokesman|spokesman for the U.S.-led coalition|a spokesman for the U.S.-led coalition"]),
    ev("entered", "ASSAULT", "actual", territory="enter", actors=[sdf("alliance")], recipients=[],
       place=raqqa("entered [[Raqqa]]"), time=days("2017-06-01", "2017-06-30")),
    ev("encircling", "ASSAULT", "actual", territory="encircle", actors=[sdf("alliance")],
       place=raqqa("encircling the [[city]]")),
    ev("holds", None, "ongoing", territory="hold", actors=[sdf("[[It]] now holds")], recipients=[]),
    ev("were [[killed]] on", "ASSAULT", "actual", modes=["explosives"], acled="Remote explosive/landmine/IED",
       recipients=[sdf("SDF [[fighters]] were")], time=days("2017-09-03"), counts=[("killed", 4, 4)],
       sources=["commander|a commander"]),
    ev("exploded", "ASSAULT", "actual", modes=["explosives"], acled="Remote explosive/landmine/IED",
       time=days("2017-09-03"), sources=["commander|a commander"]),
    ev("strikes", "ASSAULT", "actual", modes=["aerial"], acled="Air/drone strike",
       actors=[coalition("[[coalition]] air strikes")], recipients=[civilians("27 [[people]]", "SYR")],
       place=raqqa("Bedo"), time=days("2017-08-28", "2017-09-03"), counts=[("killed", 27, None)],
       sources=["activists|local activists"]),
    ev("investigate", "ACCUSE", modes=["investigate"], actors=[coalition("The [[coalition]] said it")], place=None,
       no=("sources",)),
    ev("controls", None, "ongoing", territory="hold", actors=[is_("Islamic State")], recipients=[], no=("sources",)),
    ev("called", "REQUEST", "actual", no=("modes",), actors=[("United Nations", "United Nations", None, "IGO")],
       place=None, time=[None, "2017-09-04"]),
    ev("looting", "COERCE", "denied", modes=["seize"], actors=[sdf("The [[SDF]] denied")], no=("sources",)),
    ev("retaken", "ASSAULT", "negated", territory="gain", actors=[is_("militants")], recipients=[]),
    ev("threatened", "THREATEN", "actual", modes=["violence"], actors=[gov("Turkey", "TUR")], place=None,
       time=[None, "2017-09-04"]),
]

WAD_MADANI = [
    ev("fall", "ASSAULT", "actual", no=("acled",), territory="gain", place=wad_madani("fall of [[Wad Madani]]")),
    ev("seized", "ASSAULT", "actual", acled="Non-state actor overtakes territory", territory="gain",
       actors=[rsf("Rapid Support Forces")], recipients=[], place=wad_madani("seized [[Wad Madani]]"),
       time=days("2023-12-18")),
    ev("withdrew", "RETREAT", "actual", modes=["withdraw"], territory="loss",
       actors=[("soldiers", None, "SDN", "MIL")], recipients=[], place=wad_madani("from the [[city]]")),
    ev("investigation", "ACCUSE", "actual", modes=["investigate"], actors=[("The [[army]] said", None, "SDN", "MIL")],
       place=None, no=("sources",)),
    ev("[[looted]] shops", "COERCE", modes=["seize"], acled="Looting/property destruction", actors=[rsf("Fighters")],
       sources=["residents|two residents", "Blue Nile Bulletin"]),
    ev("stole", "COERCE", modes=["seize"], acled="Looting/property destruction", actors=[rsf("Fighters")],
       sources=["residents|two residents", "Blue Nile Bulletin"]),
    ev("beat", "ASSAULT", "actual", modes=["beat"], acled="Attack", actors=[rsf("\"[[They]] beat")],
       recipients=[civilians("my [[brother]]", "SDN")], no=("sources",)),
    ev("took", "COERCE", "actual", modes=["seize"], acled="Looting/property destruction",
       actors=[rsf("\"[[They]] beat")], no=("sources",)),
    ev("attacking", "ASSAULT", "denied", actors=[rsf("The [[RSF]] denied")],
       recipients=[civilians("civilians", "SDN")], no=("sources",)),
    ev("blamed", "ACCUSE", "actual", modes=["allege"], actors=[rsf("The [[RSF]] denied")],
       recipients=[("army agents", None, "SDN", "MIL GOV")], place=None, time=[None, "2023-12-20"]),
    ev("looting", "COERCE", "possible", modes=["seize"], no=("acled",), actors=[("army agents", None, "SDN", "MIL GOV")],
       sources=["RSF|the RSF|The RSF|Rapid Support Forces"]),
    ev("suspended", "SANCTION", "actual", modes=["discontinue"],
       actors=[("World Food Programme", "World Food Programme", None, "IGO")], recipients=[],
       place=("[[Gezira]] on", "Al Jazirah|Gezira|Al Jazirah State|Gezira State", "SDN", None, None),
       time=days("2023-12-20")),
    ev("had [[looted]] the", "COERCE", "actual", modes=["seize"], acled="Looting/property destruction",
       actors=[("armed men", None, None, "UAF")], recipients=[("agency", "World Food Programme", None, "IGO")],
       place=("El Obeid", "El Obeid|Al-Ubayyid|El-Obeid", "SDN", 13.18, 30.22), time=days("2023-06-01", "2023-06-30")),
    ev("bombed", "ASSAULT", "actual", modes=["aerial"], acled="Air/drone strike",
       actors=[("Army jets", None, "SDN", "MIL")], recipients=[rsf("[[RSF]] positions")],
       place=wad_madani("east of the [[city]]"), time=days("2023-12-17")),
    ev("push", "ASSAULT", "conditional", territory="advance", actors=[rsf("If the [[RSF]]")], recipients=[],
       time=["2023-12-20", None], sources=["aid worker|an aid worker"]),
    ev("reach", "ASSAULT", "conditional", territory="advance", actors=[rsf("[[they]] will reach")], recipients=[],
       place=("Sennar", "Sennar|Sinnar", "SDN", 13.57, 33.57), time=["2023-12-20", None],
       sources=["aid worker|an aid worker"]),
    ev("fighting", "ASSAULT", "ongoing", acled="Armed clash", territory="contest",
       actors=[("The [[army]] and the", None, "SDN", "MIL"), rsf("and the [[RSF]] have")], recipients=[],
       time=days("2023-04-15", "2023-12-20")),
    ev("Talks", "CONSULT", no=("modes",), recipients=[],
       place=("Jeddah", "Jeddah", "SAU", 21.54, 39.17)),
]

ARTICLES = {
    "2016-10-21-bartella-reprise": BARTELLA,
    "2016-11-08-colere-de-l-euphrate": COLERE,
    "2016-11-21-bulletin-ninive": BULLETIN,
    "2017-03-28-barrage-de-tabqa": BARRAGE,
    "2017-06-08-raqqa-entree-meshleb": MESHLEB,
    "2017-06-22-minaret-al-hadba": AL_NOURI,
    "2022-06-14-bunagana": BUNAGANA,
    "2023-05-21-bakhmout": BAKHMOUT,
    "2023-09-17-attaque-du-psg": [],
    "2017-07-10-mosul-victory": MOSUL_VICTORY,
    "2017-09-04-raqqa-great-mosque": GREAT_MOSQUE,
    "2023-12-20-wad-madani": WAD_MADANI,
}
