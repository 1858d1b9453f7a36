# SPDX-License-Identifier: GPL-3.0-or-later
"""Words for maps that nobody has to read: those that journey maps are made of, in Polish and in English."""

POLISH = """
aplikacja baner bilet bon cena chat czat dane dostawa doradca e-mail faktura formularz gwarancja hasło infolinia
instrukcja kasa katalog klient kod kolejka komunikat konto konsultant koszt koszyk kupon kurier link lista lokal
mapa montaż naprawa newsletter numer obsługa odbiór odpowiedź oferta okno opakowanie opinia opis opłata paczka
paragon parametr pieniądze płatność pomoc porada porównanie potwierdzenie powiadomienie pracownik produkt promocja
próbka przelew przesyłka przycisk punkt pytanie rabat rachunek recenzja reklama reklamacja rozmiar rozmowa salon
sklep spotkanie strona termin umowa usługa usterka wiadomość wizyta wniosek wycena wymiana wynik zakup zamówienie
zdjęcie zgłoszenie zwrot źródło
czeka dostaje dowiaduje dzwoni kupuje loguje nie ocenia odbiera oddaje opisuje ogląda otwiera płaci podaje poleca
pomija porównuje powtarza próbuje przegląda przerywa pyta rezygnuje rozpakowuje sprawdza szuka śledzi traci trafia
używa waha widzi wpisuje wraca wybiera wysyła zamawia zgłasza zapomina znajduje
bardzo bez dla do długo dopiero gdzie jak już kiedy łatwo mało na nadal najpierw niejasno od po pod prosto przed
przy szybko tylko u w wolno wreszcie z za znowu
błędny czytelny długi dokładny droga duża gotowy jasny kolejny krótki ładny mały miły nagły niewidoczny nowy pewny
pełna późny prosty stały szybki ukryty ważny własny wolny wygodny zły znany żaden
""".split()

ENGLISH = """
account address advice agent app answer basket bill bot branch brochure button call card cashier catalogue chat
check-out cost counter coupon courier customer date delay delivery deposit description desk discount display e-mail
error estimate exchange fitting form gift guarantee guide help-line invoice label launch letter link list manual map
message money newsletter note notice number offer order outage package page parcel password payment phone photo
policy price product promise proof queue question quote range receipt refund reminder repair reply request result
return review salesman sample screen search shelf shop sign-up size slot store suggestion summary supplier terms
ticket tracking trial tutorial update upgrade visit voucher waiting warranty website window
asks books browses buys calls cancels chooses compares complains confirms downloads drops enters expects explains
finds forgets gets hears hesitates installs keeps learns leaves looks loses misses notices opens orders pays picks
reads recommends registers renews repeats returns searches sees sends shares skips starts tracks tries types unpacks
uses waits wants wonders writes
about after again at before by early every for from her in into late more near never no not of often on once only
out over quickly slowly soon still the their then to too twice under until when where with without
brief broken clear confusing cheap early empty exact expensive fast final first friendly hidden honest late local
long lost missing new next old plain polite quick ready right short simple slow small sure urgent useful vague wrong
""".split()

POLISH_FEELINGS = """
ciekawość nadzieja zainteresowanie niepewność złość otucha zniecierpliwienie radość duma spokój ulga zdziwienie obawa
rozczarowanie zaufanie zadowolenie zmęczenie wdzięczność irytacja pewność
""".split()

ENGLISH_FEELINGS = """
curious hopeful interested unsure annoyed reassured impatient joyful proud calm relieved surprised worried let-down
trusting content tired grateful irritated confident
""".split()

CHANNELS = """
website app social-media email search advertisement chat marketplace reviews video payment sms phone store in-person
customer-service word-of-mouth event post delivery parcel print product other
""".split()
