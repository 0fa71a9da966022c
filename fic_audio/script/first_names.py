"""First names and the gender they usually tell, and short forms of them."""

from __future__ import annotations

MALE_NAMES = frozenset(
    """aang aaron abraham adam adrian aidan aizen alan albert albus alec alex alexander
    alfred algernon alphonse ambrose anakin andrew angus anthony aragorn archie
    armin arnold arthur asher asuma august augustus austin barnaby barry
    bartholomew basil ben benedict benjamin bernard bert bertie bertolt bilbo
    bill billy blaise bob bobby bolin boromir boruto brad brandon brendan brian
    bruce bruno bryan bucky byakuya caleb callum calvin cameron carl carlos
    cassian castiel cecil cedric celeborn charles charlie choji chouji chris
    christian christopher clarence clark claude clement clint clive cole colin
    connor conrad cormac craig crispin curtis cyril cyrus dabi daichi daiki
    damian damon dan daniel danny darren dave david dean declan deidara denki
    dennis derek dexter dick dmitri dominic donald dorian douglas draco dudley
    duncan dustin dylan eddie edgar edmund edward edwin eijiro eijirou eli
    elijah elliot ellis elrond elton emil emmett enji eren eric ernest erwin
    ethan eugene evan everett ezra faramir felix ferdinand fergus fili finn
    fitzwilliam francis frank franklin fred freddie frederick frodo fumikage
    gaara gabriel gareth gary gavin genma geoffrey george gerald gerard gideon
    gilbert giles gimli giyu giyuu glen godfrey gohan goku gordon goro graham
    grant greg gregory gus guy gwaine hajime hank hans hanta harold harry haruto
    harvey hashirama hatori hector heiji henry herbert herman hidan hiroshi
    hiruzen hisoka hitoshi hizashi horace hoseok howard huaisang hubert hugh
    hugo ian ichabod ichigo igor illumi inosuke inuyasha ira iroh iruka irving
    isaac isaiah itachi ivan izuku izuna jack jacob jake jamal james jamie jared
    jason jasper jay jeff jeffrey jeremiah jeremy jerome jerry jesse jim jimin
    jimmy jiraiya joe joel john johnny jonah jonathan jordan jose joseph joshua
    juan julian julius jungkook justin kageyama kaito kakashi kakuzu kankuro
    karl katsuki kazuki keigo keiji keith kenji kenma kenneth kenpachi kenta
    kevin kiba kili killua kip kisame kisuke konohamaru koushi koutarou krillin
    kurama kurapika kurt kyle kylo kyo kyojuro lance lancelot larry laurence
    lawrence legolas leo leon leonard leopold leorio leroy leslie lester levi
    liam lionel logan loki louis lucas lucian lucius luffy luis luke luther
    madara magnus malcolm mamoru marcel marco marcus mark marshall martin marvin
    mashirao mason matt matthew maurice max maximilian maxwell melvin merlin
    michael mick miguel mike miles milo minato minjun mirio miroku mitchell
    mordred morgan morris mortimer moses muichiro muzan nagato namjoon naraku
    naruto nathan nathaniel ned neil neito neji neville newland nicholas nick
    nigel noah noel norman obito oliver orochimaru orson oscar otto owen ozai
    patrick paul percival percy perry pete peter phil philip phineas piccolo
    pierre quentin ralph ramon randall ray raymond reginald reiner remus renji
    rex rhys richard rick robert robin rodney roger roland ron ronald rory ross
    roy rudolph rufus rupert russell ryan ryo ryota ryuji sakumo sam samson
    samuel samwise sanemi sanji sasori sasuke satoru satoshi saul scott sean
    sebastian seokjin septimus sesshomaru seth severus shane shanks sherlock
    shigure shikamaru shinichi shinji shino shisui shota shoto shouta shouto
    shouyou shoyo sidney silas simon sirius sokka sosuke sota spencer stan
    stanley stephen steve steven stewart stuart suguru sukuna syaoran sylvester
    tad tadashi taehyung takeshi takumi tanjiro ted tengen tenya terence terry
    tetsurou theo theodore thomas thor thorin thranduil tim timothy tobias tobio
    tobirama toby todd toji tom tommy tomura tony toshinori toshiro touya travis
    trevor tristan troy trunks tsukishima tyler uryu usopp valentine vegeta
    vernon victor viktor vincent wakatoshi wallace walter wangji warren wayne
    wendell wesley wilbur wilfred will william winston wuxian xavier xichen
    yahiko yamato yoongi yuga yuji yukito yusuke yuta yuto yuuji zachary zenitsu
    zoro zuko""".split()
)

FEMALE_NAMES = frozenset(
    """abigail ada adelaide adele agatha agnes ahsoka aisha akiko alexandra alice
    alicia alison allison alma amanda amber amelia amy anastasia andrea angela
    angelica angelina anita anko ann anna annabel anne annette annie antoinette
    april arabella ariadne arisa arwen asami astrid asuka audrey augusta aurora
    ava ayame ayumi azula barbara bathsheba beatrice becca becky belinda bella
    bellatrix bernadette bertha beryl bess beth betsy betty beverly blanche
    bonnie brenda bridget brittany bulma camilla carla carmen carol caroline
    carrie cassandra catherine cathy cecilia celeste celia charity charlotte
    cherry cheryl chibiusa chichi chihiro chiyo chloe christina christine cindy
    clara clarissa claudia clementine constance cora cordelia corinne cynthia
    daisy daphne dawn deborah deirdre delia denise diana dinah dolores donna
    dora doris dorothea dorothy edith edna eileen elaine eleanor elena elinor
    eliza elizabeth ella ellen eloise elsa elsie emiko emily emma enid eowyn
    erica erin esme estelle esther ethel eugenia eva eve evelyn faith fannie
    fanny faye felicity fiona fleur flora florence frances francesca freya
    fuyumi gabrielle gail galadriel gemma genevieve georgia georgiana geraldine
    gertrude gillian ginevra ginny gladys glenda gloria grace greta gretchen
    guinevere gwen gwendolyn hanabi hannah harriet hattie hazel heather heidi
    helen helena henrietta hermia hermione hester hilda himawari himiko hinata
    historia holly honor hope hotaru hyacinth ida imogen ines ingrid inko ino
    irene iris isabel isabella isla isolde ivy jane janet janice jasmine jean
    jemima jenna jennifer jenny jessica jill joan joanna jocelyn josephine joy
    joyce juanita judith judy julia juliana julie juliet june kaede kagome
    kagura kanao karen karin kasumi katara kate katharine katherine kathleen
    kathryn katie kay keiko kelly kikyo kimberly kitty kiyoko kohana konan korra
    kristen kurenai kushina kyoka kyouka lara laura lauren lavender leah leia
    lena leticia lettie lila lilian lily linda lisa lois lola lorna lorraine
    louisa louise lucille lucinda lucy luna lydia mabel madeleine madge maggie
    maisie marcia margaret margery margot maria marian marianne marie mariko
    marilla marina marjorie martha mary matilda maud maude maureen may mebuki
    meg megan meiling melanie melissa mercy meredith mia mianmian michiko
    michiru mikasa mikoto mildred millicent millie mimi minako minerva minnie
    mira miranda miriam misato mitsuri miyuki moira molly mona monica morgana
    muriel myra myrtle nadia nan nancy naoko naomi narcissa natalie natasha
    natsumi nell nellie nemuri nezuko nina nobara nora norma nymphadora ochako
    octavia odette olga olive olivia ophelia orihime padme pamela pansy patience
    patricia paula pauline pearl peggy penelope penny petunia philippa phoebe
    phyllis polly pomona portia priscilla prudence rachel ramona rangiku rebecca
    regina rey rhoda rita ritsuko riza roberta rosa rosalie rosalind rose
    rosemary rowena roxanne ruby rukia rumi ruth sabrina sadie saeko sakura
    sally samantha sandra sango sara sarada sarah sasha sayuri selina setsuna
    shannon sharon sheila shirley shizune shoko sibyl sophia sophie stella
    stephanie sue sumire susan susanna suzanne sybil sylvia tabitha tamara tara
    tauriel temari tenten teresa tess tessa thea theodora theresa tilly tina
    tohru tomoyo toph toru trisha trudy tsunade tsuyu uotani ursula usagi
    utahime valerie vanessa vera verity veronica victoria videl viola violet
    virginia vivi vivian wanda wendy wilhelmina willa winifred winry yachi yanli
    ymir yolanda yoruichi yukiko yuko yumi yvette yvonne zelda zoe""".split()
)

SHORT_FORMS: dict[str, tuple[str, ...]] = {
    "abby": ("abigail",), "abe": ("abraham",), "addie": ("adelaide", "adeline"),
    "aggie": ("agnes", "agatha"), "alex": ("alexander", "alexandra"),
    "allie": ("alice", "alison", "allison"), "ally": ("alice", "alison", "allison"),
    "andy": ("andrew",), "archie": ("archibald",), "arnie": ("arnold",), "art": ("arthur",),
    "augie": ("augustus", "august"), "barney": ("barnaby", "bernard"), "bea": ("beatrice",),
    "becky": ("rebecca",), "bella": ("isabella",), "ben": ("benjamin", "benedict"),
    "benny": ("benjamin", "benedict"), "bernie": ("bernard", "bernadette"),
    "bert": ("albert", "herbert"), "bertie": ("albert", "herbert", "bertram"),
    "bess": ("elizabeth",), "bessie": ("elizabeth",), "beth": ("elizabeth",),
    "betsy": ("elizabeth",), "betty": ("elizabeth",), "bill": ("william",), "billy": ("william",),
    "bob": ("robert",), "bobby": ("robert",), "brad": ("bradley", "bradford"),
    "cal": ("calvin", "callum"), "cam": ("cameron",), "cas": ("castiel", "cassian"),
    "cass": ("cassandra",), "cassie": ("cassandra",), "cathy": ("catherine",),
    "charley": ("charles", "charlotte"), "charlie": ("charles", "charlotte"),
    "chris": ("christopher",), "cindy": ("cynthia",), "clem": ("clement", "clementine"),
    "connie": ("constance",), "dan": ("daniel",), "dani": ("daniela", "danielle"),
    "danny": ("daniel",), "dave": ("david",), "debbie": ("deborah",), "dick": ("richard",),
    "dom": ("dominic", "dominique"), "dot": ("dorothy",), "ed": ("edward", "edmund"),
    "eddie": ("edward", "edmund"), "eddy": ("edward", "edmund"), "effie": ("euphemia",),
    "eliza": ("elizabeth",), "ella": ("eleanor",), "ellie": ("eleanor", "ellen", "elizabeth"),
    "emmy": ("emily", "emma"), "ernie": ("ernest",), "evie": ("evelyn", "eve"),
    "fanny": ("frances",), "flo": ("florence",), "fran": ("frances", "francesca"),
    "frank": ("francis", "franklin"), "frankie": ("francis", "frances", "franklin"),
    "fred": ("frederick", "alfred"), "freddie": ("frederick", "alfred"), "freddy": ("frederick",),
    "gabby": ("gabrielle",), "gabe": ("gabriel",), "gil": ("gilbert",),
    "ginny": ("ginevra", "virginia"), "greg": ("gregory",), "gus": ("augustus",),
    "gwen": ("gwendolyn", "guinevere"), "hal": ("henry",), "hank": ("henry",),
    "harry": ("henry", "harold"), "hattie": ("harriet",), "izzy": ("isabel", "isabella", "isobel"),
    "jack": ("john",), "jackie": ("jacqueline",), "jake": ("jacob",), "jeff": ("jeffrey",),
    "jem": ("jeremy", "jemima"), "jen": ("jennifer",), "jenny": ("jennifer",),
    "jess": ("jessica",), "jessie": ("jessica",), "jim": ("james",), "jimmy": ("james",),
    "jo": ("josephine", "joanna"), "joe": ("joseph",), "johnny": ("john", "jonathan"),
    "jon": ("jonathan",), "josh": ("joshua",), "josie": ("josephine",),
    "kat": ("katherine", "katharine", "kathryn", "katerina", "katarina"),
    "kate": ("katherine", "katharine", "catherine"), "kathy": ("katherine",),
    "katie": ("katherine",), "ken": ("kenneth",), "kit": ("christopher",),
    "kitty": ("catherine", "katherine"), "larry": ("lawrence",),
    "leo": ("leonard", "leopold", "leonardo", "leonid"), "lew": ("lewis",),
    "lex": ("alexander", "alexandra"), "lexi": ("alexandra", "alexis"), "libby": ("elizabeth",),
    "lina": ("angelina", "carolina"), "liv": ("olivia",), "liz": ("elizabeth",),
    "liza": ("elizabeth",), "lizzie": ("elizabeth",), "lizzy": ("elizabeth",),
    "lottie": ("charlotte",), "lou": ("louis", "louise", "louisa"),
    "maddie": ("madeleine", "madeline", "madison"), "madge": ("margaret",),
    "maggie": ("margaret",), "mandy": ("amanda",), "marge": ("margaret", "margery"),
    "marty": ("martin",), "matt": ("matthew",), "mattie": ("matilda", "matthew"),
    "max": ("maximilian", "maxwell", "maximus"), "meg": ("margaret",),
    "mel": ("melanie", "melissa", "melvin"), "mick": ("michael",), "mickey": ("michael",),
    "mike": ("michael",), "millie": ("mildred", "millicent", "camilla"), "mione": ("hermione",),
    "mitch": ("mitchell",), "molly": ("mary",),
    "nat": ("nathaniel", "nathan", "natalie", "natasha"), "nate": ("nathaniel", "nathan"),
    "ned": ("edward",), "nell": ("eleanor", "helen"), "nellie": ("eleanor", "helen"),
    "nick": ("nicholas",), "nicky": ("nicholas", "nicola"), "nico": ("nicholas", "nicolas"),
    "ollie": ("oliver", "olivia"), "ozzie": ("oswald", "oscar"), "paddy": ("patrick",),
    "pat": ("patrick", "patricia"), "patsy": ("patricia", "patrick"), "peg": ("margaret",),
    "peggy": ("margaret",), "pete": ("peter",), "phil": ("philip",), "polly": ("mary",),
    "ray": ("raymond",), "reg": ("reginald",), "reggie": ("reginald", "regulus"),
    "rick": ("richard",), "rob": ("robert",), "robbie": ("robert",), "ron": ("ronald",),
    "ronnie": ("ronald", "veronica"), "rudy": ("rudolph",), "sam": ("samuel", "samantha"),
    "sammy": ("samuel", "samantha"), "seb": ("sebastian",), "sid": ("sidney",),
    "stan": ("stanley",), "steph": ("stephanie",), "steve": ("stephen", "steven"),
    "stu": ("stuart", "stewart"), "sue": ("susan",), "susie": ("susan", "susanna"),
    "ted": ("edward", "theodore"), "teddy": ("edward", "theodore"),
    "terry": ("terence", "theresa"), "theo": ("theodore", "theophilus"), "thom": ("thomas",),
    "tilly": ("matilda",), "tim": ("timothy",), "toby": ("tobias",), "tom": ("thomas",),
    "tommy": ("thomas",), "tony": ("anthony",), "trish": ("patricia",), "val": ("valerie",),
    "vicky": ("victoria",), "vince": ("vincent",), "viv": ("vivian",),
    "wally": ("wallace", "walter"), "walt": ("walter",), "wes": ("wesley",),
    "will": ("william", "wilfred", "wilhelm"), "willie": ("william",), "willy": ("william",),
    "winnie": ("winifred",), "xan": ("alexander",), "zac": ("zachary",), "zach": ("zachary",),
    "zack": ("zachary",),
}  # fmt: skip
"""Short forms that do not begin like the name they stand for, or stand for several."""

MALE_NAMES |= {short for short, full in SHORT_FORMS.items() if not MALE_NAMES.isdisjoint(full)}
FEMALE_NAMES |= {short for short, full in SHORT_FORMS.items() if not FEMALE_NAMES.isdisjoint(full)}

UNISEX = frozenset(
    """alex ashley aubrey beverly cameron charlie chris dana dominique drew ellis evelyn
    francis hilary jamie jesse jocelyn jordan kelly kerry kim kit lane lee leslie lindsay
    lynn mackenzie marion morgan noel pat quinn reese riley robin rory rowan sam sasha
    shannon shelby shirley sidney sydney taylor terry toby tracy val vivian""".split()
)
"""Names of either gender."""
