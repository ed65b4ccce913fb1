package dev.attache.worker.extract;

import java.util.Set;

/** The words around a name that tell what it is. */
final class Lexicon {

    /** "in Nice": hardly anything but a place stands here. */
    static final Set<String> AT_PLACE =
            words(
                    "in near outside throughout across inside within around via en bei près cerca"
                            + " presso em nel dans nach aus");

    /** "from Reading" mostly means the place, "to Chelsea" often. */
    static final Set<String> TOWARDS =
            words(
                    "from to at into toward towards through between over off against visit visited"
                        + " visiting left leave leaving reached reach entered enter invaded invade"
                        + " crossed bombed besieged toured flew neighboring neighbouring à de di da"
                        + " von zu w z i aan naar op til till");

    static final Set<String> SAYS =
            words(
                    "said says told added thinks thought laughed smiled wrote called asked replied"
                            + " testified recalled explained scored hit threw ran married died sang"
                            + " played smiled closed opened loved kissed bought packed knew");

    /** "Berlin wants answers": a capital speaks for its country. */
    static final Set<String> GOVERNS =
            words(
                    "wants denies denied insists insisted warned warns rejected rejects accuses"
                        + " accused refused refuses backs backed imposed imposes recognises"
                        + " recognised recognizes recognized vowed urged urges condemned condemns"
                        + " threatened threatens signed expelled recalled suspended lifted fears"
                        + " hopes sees plans seeks sought offered demands demanded announced");

    /** "Texas Gov. Greg Abbott": the name in front is a place. */
    static final Set<String> OFFICES =
            words(
                    "gov governor mayor sen senator rep representative president premier prime"
                        + " minister foreign defense defence finance interior attorney congressman"
                        + " congresswoman councilman councilwoman alderman commissioner sheriff"
                        + " chancellor king queen prince ambassador deputy vice secretary"
                        + " republican democrat democratic democrats republicans residents"
                        + " officials mps mp lawmaker us u.s");

    static final Set<String> HONOURS =
            words(
                    "mr mrs ms miss dr prof professor sir lord lady dame gen general col colonel lt"
                        + " lieutenant sgt sergeant capt captain cmdr commander adm admiral maj"
                        + " major sen senator rep representative gov governor president judge"
                        + " justice king queen prince princess pope father sister brother rev"
                        + " reverend saint detective officer inspector chairman coach chancellor"
                        + " premier minister secretary councilman congressman congresswoman"
                        + " congressman-elect mayor ambassador attorney herr frau don doña señor"
                        + " monsieur madame rabbi imam sheikh cardinal bishop archbishop uncle aunt"
                        + " actor actress singer author trooper cpl pvt spc deputy sheriff"
                        + " commissioner superintendent hon quarterback striker midfielder"
                        + " goalkeeper");

    /** "University of Oslo", "Duke of York", "Treaty of Versailles". */
    static final Set<String> OF_HEADS =
            words(
                    "bank university duke duchess earl prince princess count countess baron"
                        + " baroness marquis marquess lord lady treaty battle siege peace"
                        + " declaration bishop archbishop cardinal church institute college school"
                        + " museum order edict merchant knights diocese archdiocese statue spirit"
                        + " society academy chamber cathedral convention council pact congress"
                        + " tower palace house university hotel bachelor daughters sons friends"
                        + " temple viceroy marchioness league museum ballet opera voice radio"
                        + " universität université universidad università supreme");

    /**
     * "New York Times", "Kentucky Fried Chicken": with this behind it, the name is part of another
     * one.
     */
    static final Set<String> ORGANISATIONS =
            words(
                    "times post herald tribune globe journal news dispatch star sun gazette"
                        + " chronicle observer telegraph guardian mirror mail daily weekly magazine"
                        + " press university college institute school academy bank airlines airways"
                        + " air united fc afc utd rovers wanderers rangers athletic albion hotspur"
                        + " villa forest palace inc corp co ltd llc plc ag gmbh group holdings"
                        + " company industries systems technologies foundation association society"
                        + " museum hospital stadium arena airport street st avenue ave road rd"
                        + " boulevard blvd drive lane way square park bridge tower hotel church"
                        + " cathedral theatre theater opera orchestra symphony philharmonic"
                        + " marathon festival agreement accord treaty convention protocol"
                        + " conference summit war wars exchange declaration syndrome project wall"
                        + " act courier examiner inquirer bulletin sentinel independent record"
                        + " register review standard citizen tech a&m medical center centre club"
                        + " library zoo railway railroad bar grand prix open cup olympics olympic"
                        + " games derby tigers lions bears eagles hawks cowboys giants jets"
                        + " patriots yankees mets dodgers angels padres sox cubs royals twins"
                        + " indians reds pirates phillies braves marlins nationals orioles rays"
                        + " astros rangers mariners athletics brewers cardinals rockies"
                        + " diamondbacks lakers clippers celtics bulls heat spurs mavericks rockets"
                        + " suns jazz nuggets blazers kings warriors sonics timberwolves pistons"
                        + " pacers cavaliers hornets magic wizards sixers 76ers nets knicks raptors"
                        + " bucks grizzlies pelicans thunder packers vikings steelers browns"
                        + " bengals ravens broncos chargers raiders chiefs colts jaguars titans"
                        + " texans dolphins bills falcons panthers saints buccaneers seahawks 49ers"
                        + " rams redskins bruins rangers islanders devils flyers penguins capitals"
                        + " hurricanes lightning predators blues blackhawks wild avalanche coyotes"
                        + " ducks sharks canucks flames oilers canadiens senators sabres maple"
                        + " revolution galaxy crew sounders timbers whitecaps wildcats bulldogs"
                        + " huskies badgers buckeyes wolverines longhorns sooners hoosiers gophers"
                        + " hawkeyes cyclones knights trojans");

    /** "Newry Court", "Victoria Police": bodies that speak and act for the place itself. */
    static final Set<String> GOVERNMENT =
            words(
                    "police sheriff council court courts legislature senate house parliament"
                        + " assembly government ministry department dept councilman councilwoman"
                        + " councillor commissioners commission mayor residents officials"
                        + " prosecutors aldermen selectmen troopers embassy consulate township"
                        + " district patrol authorities administration lawmakers militia army"
                        + " navy");

    /** Half of such a body's name: "Oregon State Police", "Springfield Fire Department". */
    static final Set<String> HALF_GOVERNMENT =
            words(
                    "state city county town village fire health public national superior circuit"
                        + " crown district municipal supreme magistrates highway transit school"
                        + " high general attorney appeals criminal civil family juvenile probate"
                        + " planning zoning housing transportation water parks environmental human"
                        + " social education corrections emergency metropolitan regional provincial"
                        + " federal central election elections");

    static final Set<String> GOVERNMENT_TAILS =
            words(
                    "board district guard court general patrol works schools manager hall attorney"
                            + " clerk authority agency service services chief minister officials"
                            + " committee supreme superior public highway fire health office bureau"
                            + " force forces system assembly division");

    /** "Wales beat Ireland": clubs and teams go by the name of their town. */
    static final Set<String> PLAYS =
            words(
                    "beat beats defeated edged hosts hosted host faces routed topped downed blanked"
                            + " swept thrashed trounced beating defeating");

    static final Set<String> DIRECTIONS =
            words(
                    "north south east west northern southern eastern western central northeast"
                        + " northwest southeast southwest northeastern northwestern southeastern"
                        + " southwestern upper lower greater downtown suburban rural inner mainland"
                        + " metropolitan metro mid coastal nearby occupied colonial ancient modern"
                        + " medieval imperial unified neighboring neighbouring");
    static final Set<String> DATES =
            words(
                    "january february march april may june july august september october november"
                        + " december monday tuesday wednesday thursday friday saturday sunday jan"
                        + " feb mar apr jun jul aug sept sep oct nov dec today");
    static final Set<String> CONNECTORS =
            words(
                    "of de del la le les el da do dos das di du des d' van von am an der im es upon"
                            + " on sur the y e and ad al bei ob zu in");
    static final Set<String> LINKED =
            words("based born bound area wide led backed style trained controlled occupied");

    /** "the Minnesota senator", "Boston police": common words that follow a town. */
    static final Set<String> BELONGINGS =
            words(
                    "police airport officials residents court government authorities mayor council"
                        + " senator governor man woman student resident native suburb suburbs area"
                        + " region city county state border school schools district company"
                        + " hospital jury judge lawmakers lawmaker legislature house senate"
                        + " firefighters delegate office offices headquarters neighborhood"
                        + " neighbourhood couple family teenager plant factory workers voters"
                        + " teachers coast capital embassy consulate summit talks market store"
                        + " restaurant home homes prosecutors prosecutor lawyer attorney"
                        + " congressman congresswoman representative democrat republican skyline"
                        + " streets harbour harbor metro metropolitan institute-based businessman"
                        + " businesswoman protesters forces troops army economy election elections"
                        + " referendum crisis vote assembly town township village metropole"
                        + " province commissioners sheriff trustees aldermen selectmen lawyers"
                        + " detectives docks port");

    /** Small words that begin a sentence and are nobody's first name there. */
    static final Set<String> FUNCTION =
            words(
                    "the a an in on at of to from by for with and or but nor so yet if as when"
                        + " while where who whom whose which what that this these those it its he"
                        + " she they we you i his her their our my your is are was were be been has"
                        + " have had do does did will would can could may might shall should must"
                        + " not no yes all any both each few many more most some such than then"
                        + " there here how why after before since until till about above across"
                        + " against along among around behind below beneath beside between beyond"
                        + " despite down during except inside into like near off onto out outside"
                        + " over past through throughout under up upon via within without also even"
                        + " just only still now today yesterday tomorrow meanwhile however although"
                        + " though because unlike according says said one two three four five six"
                        + " seven eight nine ten het il der die das le la les el los las en im un"
                        + " une ein eine o os as y e et und is в на из к от под по за у с");

    /** "moved to Reading" is a move; "according to Reading" is not. */
    static final Set<String> MOTIONS =
            words(
                    "moved move moves moving flew fly flies flying drove drive driving went go goes"
                        + " going came come comes coming travelled traveled travel returned return"
                        + " returning sailed sent send walked ran marched headed heading fled flee"
                        + " back came trip journey flight train road route bus way visit relocated"
                        + " shipped deported exports migrated emigrated got close next home");

    /** "the mayor of Nice", "south of Manila". */
    static final Set<String> OF_PLACE =
            words(
                    "mayor city town state village capital north south east west outskirts suburb"
                        + " suburbs streets people residents port province region governor island"
                        + " county district government republic kingdom coast centre center"
                        + " northeast northwest southeast southwest outside border citizens cities"
                        + " towns parts most half bishop king queen emperor president ruler embassy"
                        + " siege invasion occupation miles km kilometres kilometers neighborhood"
                        + " neighbourhood community municipality part area heart independence"
                        + " liberation fall");

    /** Towns whose name hardly ever means them. */
    static final Set<String> NEVER =
            Set.of(
                    "white house",
                    "wall street",
                    "university",
                    "police",
                    "best",
                    "independence",
                    "toyota",
                    "nokia",
                    "hamas",
                    "reuters");

    /** "Marburg virus", "Rift Valley fever", "Middle East respiratory syndrome". */
    static final Set<String> ILLNESSES =
            words("virus fever disease syndrome flu encephalitis respiratory hemorrhagic bug");

    static final Set<String> STATE_OFFICES =
            words("gov governor sen legislature state lt sens statehouse");

    static final Set<String> PARTIES = words("r d i dfl");

    /** "Orion Township", "Pensacola Beach". */
    static final Set<String> FEATURES =
            words(
                    "township region province prefecture governorate parish valley island islands"
                            + " beach river mountains peninsula");

    /** What a name of land or water ends with that no gazetteer need know: "Elk Fork River". */
    static final Set<String> FEATURES_BEHIND =
            words(
                    "river rivers creek bay falls island islands islet isles mountains peninsula"
                        + " strait straits shoal shoals reef glacier canyon gorge township parish"
                        + " province prefecture governorate voivodeship oblast plateau desert beach"
                        + " bayou reservoir lake lakes inlet lagoon gulf archipelago delta valley"
                        + " hills county municipality raion");

    static final Set<String> FEATURES_IN_FRONT = words("lake mount cape lough loch fort camp");

    /** "on Lake Como". */
    static final Set<String> ON_PLACE = words("on of across along beyond above below round");

    /** "the village of Kapisa", "in Bikoro district". */
    static final Set<String> SETTLEMENTS =
            words(
                    "village town city hamlet suburb port settlement neighborhood neighbourhood"
                            + " district province municipality slum township county island villages"
                            + " towns suburbs commune borough");

    /** Of those whose ending does not tell. */
    static final Set<String> PEOPLES =
            words(
                    "sunni pakistani yemeni omani bahraini kuwaiti saudi israeli iraqi emirati"
                        + " bengali nepali somali punjabi kashmiri greek czech french dutch arab"
                        + " uzbek tajik kazakh turkmen azeri thai lao filipino basque serb croat"
                        + " slovak swiss pashtun tamil hutu tutsi taliban hamas hezbollah jewish"
                        + " roma");

    static final Set<String> JOINS = words("and or to e y et und och og en i");
    static final Set<String> FOREIGN_OF = words("de du della di da del des von van der");
    static final Set<String> TITLES =
            words("prince princess king queen lord lady pope president judge sir saint");
    static final Set<String> OF_TOWN =
            words("council hall attorney manager police schools councilman commission clerk");

    /** "Air France", "Real Madrid", "Miss Venezuela". */
    static final Set<String> LEFT_HEADS =
            words(
                    "air bank radio real inter sporting cafe hotel fc ac as rc miss team club banco"
                        + " credit royal university dynamo dinamo lokomotiv spartak cska racing"
                        + " olympique borussia bayern hertha ajax atletico deutsche camp fort mount"
                        + " lake port villa casa grand hms uss ss");

    private Lexicon() {}

    private static Set<String> words(String line) {
        return Set.copyOf(java.util.Arrays.asList(line.split(" ")));
    }
}
