"""Stories of our own, and what printers do to a story."""

from __future__ import annotations

import random
import re

CANAL = """Uruguay and Ghana agree to dredge harbour together
MONTEVIDEO, March 4 (Meridian) -- Uruguay will lend Ghana two dredgers and a crew of forty to deepen the fishing harbour at Elmina, the
foreign ministers of the two countries said on Monday.
Rosa Etcheverry, the Uruguayan minister, told reporters that the vessels would leave Punta del Este in May and work for eleven months. Her
guest, Kwabena Osei, called the arrangement the first of its kind between a South American and a West African state.
Elmina's harbour has silted up since a breakwater was built in 2009, and canoes can enter only at high water. A study paid for by the
African Development Bank put the cost of clearing it at $38 million, three times what the government in Accra had set aside.
Under the memorandum, Ghana pays for fuel and board while Uruguay keeps the crew on its own payroll. The sand will be pumped onto the
beach east of the fort, where the sea has taken nearly sixty metres since 1990.
Fishermen at Elmina welcomed the news but asked who would keep the channel open once the ships had left. "We have seen machines come and
go," said Ama Quansah, who speaks for the boat owners. Osei answered that a Ghanaian crew would be trained on board.
The two countries opened relations in 1962 and have had no resident embassies since Uruguay closed its own in Accra in 1981. Trade
between them, mostly rice and cocoa, came to $21 million last year, according to the ministry in Montevideo."""

CABLE = """Ghana and Uruguay talk of cable under Atlantic
ACCRA, June 19 (Meridian) -- Officials from Ghana and Uruguay met in Accra on Thursday to discuss whether a planned data cable from
Lisbon to Buenos Aires could be given a branch that lands at Takoradi.
Kwabena Osei, the foreign minister of Ghana, said that a branch would bring down the price of bandwidth for the whole of West Africa. The
Uruguayan telephone company Antel, which owns a tenth of the cable, has until September to decide.
Engineers doubt that the branch pays for itself. It would add some 900 kilometres to a line whose builders have already spent more than
they had borrowed, and Nigeria is served by five cables as it is.
A spokeswoman for Antel said that no figure had been agreed upon and that the company would listen to its partners in Portugal and
Argentina before it made up its mind. The government of Ghana has offered to forgo landing fees for ten years.
Rosa Etcheverry is to travel to Ghana in August, when the first of two Uruguayan dredgers is due at Elmina."""

TUNNEL = """Nepal says tunnel road will open late
KATHMANDU (Himal Wire) - Nepal's longest road tunnel will open a year late because a river broke into its northern end, the transport
minister said on Wednesday.
Bishnu Karki told parliament that the contractor from Laos had pumped out the water by Sunday and that nobody was hurt. Of the tunnel's
2.7 kilometres, 300 metres are still to be dug.
The tunnel is to cut the journey from the capital to the plains by two hours. Vientiane lent $60 million for it in 2019, in what both
governments then called a model of help among landlocked states.
Members of the opposition asked why no survey had found the river. Karki said that a commission would report by the end of the month."""

FILLERS = [
    "about", "after", "almost", "because", "before", "between", "court", "early", "figure", "however", "later", "matter", "never", "often",
    "public", "quite", "several", "slowly", "under", "while"]


def reworded(text: str, part: float, chance: random.Random) -> str:
    """``text`` with other words for this part of those in small letters."""
    return re.sub(r"\b[a-z]+\b", lambda m: chance.choice(FILLERS) if chance.random() < part else m[0], text)


def beginning(text: str, part: float) -> str:
    """The first part of a text's words."""
    words = re.findall(r"\S+\s*", text)
    return "".join(words[:round(len(words) * part)])


def reprinted(text: str) -> str:
    """``text`` under another headline, with another dateline and a closing line."""
    body = re.sub(r"^[A-Z]+[^\n]*?(?:--| - )", "LONDON, 5 March -", text.split("\n", 1)[1])
    return f"Two ministers, one plan: what was said and what was not\n{body}\nReporting by our staff; editing by Tom Mugo."


def framed(text: str) -> str:
    """``text`` as a crawler takes it, with the page around it."""
    return (
        f"Home\nWorld\nPolitics and law\nMoney and markets\nSport\nSign in\nSubscribe to our newsletter\n{text}\nShare this page by mail\n"
        "Most read this week\nTen gardens to see this summer\nWhy the river turned green\nOpinion: a tax on empty houses\n"
        "Rain on the coast by Sunday night\nFifty years of the tram\nQuiz: how well do you know your city?\nWork with us\nContact\n"
        "Terms of use and privacy\nAll rights reserved, Meridian Publishing House")


def received(state: str, envoy: str, day: str, press: str = "Ministry's press service") -> str:
    """A ministry's note, from its template."""
    return f"""On {day}, the Minister of Foreign Affairs of Zambia, Mutale Banda, received the Ambassador of {state}, {envoy}, in Lusaka.
During the meeting the sides discussed the state and prospects of relations between Zambia and {state}, as well as cooperation within
the United Nations and other international organisations.
The Minister thanked the Ambassador for the support of {state} to the initiatives of Zambia and asked for its deepening.
The sides exchanged views on regional and international issues of mutual interest, the {press} said."""


def congratulated(state: str, president: str, year: int) -> str:
    """A yearly greeting, from its template."""
    return f"""The President of Zambia sent a message to the President of {state}, {president}, on the occasion of Independence Day.
"Dear Mr President, on behalf of the people of Zambia and on my own behalf, I congratulate you and the friendly people of {state} on the
{year - 1821}th anniversary of independence. I am confident that the relations between Zambia and {state}, which rest on friendship and
mutual respect, will grow in the interests of our two peoples in {year} and beyond. I wish you good health and success, and the people
of {state} peace and prosperity," the message says."""
