"""First names and the gender they usually tell, and short forms of them."""

from __future__ import annotations

MALE_NAMES = frozenset(
    """aang aaron abdul abdullah abel abner abraham abram achilles adam adolf adolph adrian ahmad
    ahmed aidan aizen alain alan alasdair alastair albert alberto albus alden aldo aldous alec
    alejandro aleksander aleksandr aleksei alessandro alex alexander alexandre alexei alexey
    alfonso alfred alfredo algernon alistair allan allen alonso alonzo alphonse alphonso alvaro
    alvin amadeus ambrose amir amos anakin anatole anatoly anders andre andreas andrei andres
    andrew angelo angus anselm anthony antoine anton antonio aragorn archibald archie ari
    armand armando armin arnaud arne arno arnold arthur arturo asher ashok asuma atticus august
    augustus aurelio austin axel aziz balthazar baptiste barnabas barnaby barney barry
    bartholomeus bartholomew basil bastian beauregard ben benedict benito benjamin benji benny
    bernard bernardo bert bertie bertolt bertram bertrand bilbo bill billy bjorn blaise blake
    bob bobby bolin boris boromir boruto brad bradley bram brandon brendan brendon brent brett
    brian bruce bruno bryan bucky buford byakuya byron caius caleb callum calvin cameron carl
    carlo carlos casimir caspar casper caspian cassian castiel cecil cedric celeborn cesar
    charles charley charlie chester choji chouji chris christian christopher clarence clark
    claude claudius claus clement clifford clint clive clyde cody cole colin colm conan connor
    conrad constantine cormac cornelius cosmo craig crispin curtis cuthbert cyril cyrus dabi
    daichi daiki dallin damian damien damon dan daniel danny dante darius darrell darren darrin
    darryl daryl dave david davin dean declan deidara demetrius denki dennis denny derek
    derrick desmond devin dexter dick diego dieter dietrich dimitri dirk dmitri dmitry domenico
    domingo dominic donald donnie dorian doug douglas draco duane dudley duncan dustin dwayne
    dwight dylan eddie edgar edgardo edmund eduardo edward edwardo edwin efrain egbert eijiro
    eijirou einar eli elias elijah eliot elliot ellis elmer elrond elton elwood emanuel emil
    emile emiliano emmanuel emmett engelbert enji enoch enrico enrique ephraim eren eric erich
    erick erik ernest ernesto ernie errol erwin esteban ethan etienne eugene eustace evan
    everett ewan ezekiel ezra fabian fabio faisal faramir farid federico felipe felix ferdinand
    fergus fernando ferris fili finn fitzwilliam flavius floyd francis franco francois frank
    franklin franklyn franz fred freddie frederick fredrick fritz frodo fumikage gaara gabe
    gabriel gaius gareth garth gary gaspard gaston gavin genma geoff geoffrey george gerald
    gerard gerardo gerhard gerry giacomo gianni gideon gilbert gilberto giles gimli gino
    giorgio giovanni giuseppe giyu giyuu glen godfrey godric gohan goku gordon goro gottfried
    grady graham grant greg gregory grigori guido guillaume guillermo gunther gus gustav
    gustave guy gwaine hajime hakim hamish hamza hank hans hanta harald harlan harold harry
    hartmut haruto harvey hashirama hassan hatori hector heiji heinrich hendrik henri henry
    herbert herman hermann hernan hidan hideki hideo hiro hiroki hiromu hiroshi hiruzen hisashi
    hisoka hitoshi hizashi horace horatio horst hosea hoseok howard howie huaisang hubert hugh
    hugo humphrey hussein iago ian ibrahim ichabod ichigo ignacio ignatius igor ikaku illumi
    imran inigo inosuke inuyasha ira iroh iruka irving isaac isaiah ismael ismail itachi ivan
    ivo izuku izuna jack jacob jacques jake jakob jamal james jamie janos jared jarrod jarvis
    jason jasper javier jay jed jedediah jeff jeffrey jens jeremiah jeremias jeremie jeremy
    jermaine jerome jerry jesse jethro jim jimin jimmy jiraiya joachim joaquin joe joel joey
    johan johann johannes john johnathan johnny jonah jonas jonathan jonathon jordan jorge jose
    josef joseph joshua josiah josue juan jules julian julio julius jungkook junichi jurgen
    justin justus kageyama kaito kakashi kakuzu kalvin kamal kankuro karim karl kaspar katsuki
    kazuki kazuma kazuo kazuya keaton keenan keigo keiji keith kelvin kenichi kenji kenma
    kenneth kenny kenpachi kenshin kenta kermit kevin khalid kiba kieran kili killua kip kisame
    kisuke kiyoshi klaus koichi koji kolya konohamaru konrad konstantin kosuke kota koushi
    koutarou krillin kristoff kunal kurama kurapika kurt kurtis kyle kylo kyo kyojuro lachlan
    laertes lamar lance lancelot larry lars laurence laurent lawrence lazarus leander leandro
    legolas leif leland lemuel lenny leo leon leonard leonardo leonid leopold leopoldo leorio
    leroy leslie lester levi lewis liam linus lionel logan loki lorenzo lothar louis lucas
    lucian lucien lucius ludwig luffy luis luke luther lyle madara magnus malcolm mamoru
    manfred manuel marcel marcello marco marcos marcus mario marius mark marko marlon marshall
    martin marvin masaki masaru masato mashirao mason mateo mathias mathieu matt matteo matthew
    matthias maurice mauricio mauro max maximilian maximo maximus maxwell melchior melvin
    merlin mervyn micah michael mick miguel mikael mike mikhail miles milo minato minjun mirio
    miroku mitchell mohamed mohammad mohammed mordecai mordred morgan morris mortimer morty
    moses moshe muhammad muichiro mustafa muzan nagato namjoon naoki naoto napoleon naraku
    naruto nate nathan nathanael nathaniel ned neil neito neji nestor neville newland niall
    nicholas nick nico nicolai nicolas niels nigel nikolai nikolas nils noah noboru noel nolan
    norbert norbu norman obito octavius olaf oleg oliver orlando orochimaru orson orville osamu
    osbert oscar osmond oswald ottis otto owain owen ozai pablo paddy paolo pascal patrick paul
    pavel pedro perceval percival percy perry pete peter petr phil philip phillip phineas
    piccolo pierre placido porfirio pyotr quentin quincy quintus rafael raheem raj rajesh ralf
    ralph ramiro ramon randall randolph randy raoul rashid raul ravi ray raymond reggie
    reginald reiner reinhard reinhold remus rene renji rex rhys ricardo riccardo richard rick
    ricky rico rigoberto robert robin rocco roderick rodney rodolfo rodrick rodrigo rogelio
    roger rohan roland romeo ron ronald ronan rory roscoe ross rowland roy royce ruben rudi
    rudolf rudolph rudy rufus rupert ruslan russel russell ryan ryo ryoichi ryoma ryosuke ryota
    ryuichi ryuji ryuu sakumo salvatore sam sameer samir samson samuel samwise sandro sanemi
    sanjay sanji sasori sasuke satoru satoshi saul scott seamus sean sebastian sebastien seiji
    seokjin septimus sergei sergey sergio sesshomaru seth severin severus shane shanks shaun
    shawn sherlock shigeru shigure shikamaru shinichi shinji shino shiro shisui shota shoto
    shouta shouto shouyou shoyo shunsuke sid sidney siegfried sigmund sigurd silas silvester
    silvio simeon simon sirius soichiro sokka solomon soren sosuke sota spartacus spencer stan
    stanislav stanley stefan stephan stephen steve steven stewart stuart suguru sukuna sven
    syaoran sylvain sylvester tad tadashi taehyung taichi takahiro takashi takeshi takumi
    takuya tanjiro tarek tarquin ted tengen tenya terence terrance terrell terrence terry
    tetsuo tetsurou tetsuya thaddeus theo theobald theodor theodore theodoric theon thiago
    thibault thomas thor thorin thranduil tiberius tim timothy titus tobias tobin tobio
    tobirama toby todd todor toji tom tomas tomasz tommy tomoki tomura tony torsten toshinori
    toshio toshiro touya travis trent trevor tristan troy trunks tsukishima tsutomu tyler
    tyrone tyson ulric ulrich ulysses umberto uriah uriel uryu usopp valentine vasili vasily
    vegeta vernon vicente victor viktor vince vincent vinnie vito vittorio vlad vladimir
    volodya wakatoshi waldo wallace walter wangji warren wayne wendell wesley wilbur wilfred
    wilfrid wilhelm will willard william wilmer winfred winston wolfgang woodrow wuxian wyatt
    xavier xichen yahiko yamato yasuo yoichi yoongi yosef yoshi yoshiro yousef yuga yuichi yuji
    yukito yusuf yusuke yuta yuto yuuji yves yvon zachariah zachary zack zane zeke zenitsu
    zoltan zoro zubin zuko""".split()
)

FEMALE_NAMES = frozenset(
    """abby abigail ada adela adelaide adele adeline adriana adrienne agatha agnes agnetha ahsoka
    aileen aimee aisha akane akari akiko alana alba alberta alejandra alessandra alexa
    alexandra alice alicia aline alison allison alma alyssa amalia amanda amara amber amelia
    amelie amina amy anabelle anais anastacia anastasia andrea angela angelica angelina
    angeline angie anika anita anko ann anna annabel anne anneliese annette annie annika
    antoinette antonia anya aoife april arabella araceli ariadne arisa arlene arwen asami
    ashlyn astrid asuka asuna athena audrey augusta aurelia aurora ava aveline ayame ayesha
    ayumi azalea azula babette barbara bathsheba beatrice beatrix becca becky belinda bella
    bellatrix bernadette bernice bertha beryl bess beth bethany betsey betsy bettina betty
    beverly bianca birgit blanche bonnie brenda briana brianna bridget bridgette brigitte
    brittany brooke bryony bulma calista callie camila camilla camille candace candice cara
    carina carissa carla carlotta carly carmela carmen carol carolina caroline carolyn carrie
    cassandra catarina catherine cathleen cathryn cathy cecile cecilia cecily celeste celestia
    celestine celia celina celine chandra chantal charity charlene charlotte charmaine cherie
    cherise cherry cheryl chiaki chiara chibiusa chichi chihiro chika chiyo chloe christa
    christie christina christine christy cindy claire clara clare clarice clarissa claudette
    claudia clea clementine cleopatra clotilde colette colleen constance consuelo cora coraline
    cordelia corina corinne cosette cressida cristina cynthia daisy daniela daniella danielle
    daphna daphne daria darlene dawn dayna deanna debbie deborah debra deidre deirdre delia
    delilah della demelza denice denise desdemona desiree diana diane dianna dina dinah dolores
    dominica donna dora doreen doris dorothea dorothee dorothy dottie drusilla dulcinea edie
    edith edna edwina effie eileen elaina elaine elara elea eleanor eleanora elena eleni
    elfriede elinor elisa elisabeth elise elissa eliza elizabeth elizaveta elke ella ellen
    ellie elodie eloisa eloise elsa elsbeth elsie elspeth elva elvira emi emiko emilia emily
    emma emmeline emmy enid eowyn erica erika erin ernestine esme esmeralda esperanza estella
    estelle esther ethel etta eudora eugenia eugenie eulalia eunice euphemia eva evangeline eve
    evelina evelyn evie faith fannie fanny fatima fay faye felicity fernanda fidelia fiona
    fiorella flavia fleur flora florence florrie frances francesca francine freya frida frieda
    friederike fumiko fuyumi gabriela gabrielle gail galadriel galina gemma genevieve genevra
    georgette georgia georgiana georgie georgina geraldine germaine gertrude ghislaine gia
    gianna gilda gillian gina ginevra ginny gisela giselle gladis gladys glenda glenna gloria
    glynis grace greer greta gretchen gretel griselda gudrun guinevere gwen gwendolyn gwyneth
    hailey haley hana hanabi hanna hannah harriet haruhi haruka haruna hattie hayley hazel
    heather hedda hedwig heidi heike helen helena helene helga henrietta henriette hermia
    hermione hester hettie hikari hilda hilde hildegard himawari himeko himiko hinata hiromi
    historia hitomi holly honoka honor honoria hope hortense hortensia hotaru hyacinth ida
    ilana ilona ilsa ilse imelda imogen ina ines inga inge ingrid inko ino ioana iona irena
    irene irina iris irma isabel isabella isadora isidora isla isobel isolde itsuki ivana
    ivanka ivette ivonne ivy izumi jacinda jacinta jacqueline jada jaime jane janelle janet
    janette janice janie janine janis jasmine jayne jean jeanette jeanne jeannie jemima jenna
    jennie jennifer jenny jessamine jessamy jessica jill joan joann joanna joanne jocelyn jodie
    johanna jolene josefina josephine josette josie joy joyce juana juanita judith judy julia
    juliana julianne julie juliet julieta june justine kaede kagome kagura kaguya kaitlyn kana
    kanako kanao kanna kaori kara karen karena karin karina karla karolina kasumi katara
    katarina kate katerina katharine katherine kathie kathleen kathryn katia katie katja
    katrina katya kay kayla kaylee keiko keira kelly kendra keri kiara kiera kikyo kimberly
    kimiko kira kirsten kirsty kitty kiyoko kiyomi klara kohana konan korra kotone kristen
    kristin kristina kristine krystal kurenai kushina kyla kylie kyoka kyoko kyouka lacey laila
    lana lara larissa latisha latoya laura laurel lauren lavender lavinia layla leah leanne
    leia leila lena lenora leona leonie leonora leticia letitia lettie lexi liesel lila lilian
    liliana lilith lilly lily lina linda linnea lisa lisbeth liza lizzie lois lola lorelei
    lorene loretta lori lorna lorraine lottie louisa louise lourdes luana lucia luciana lucie
    lucienne lucille lucinda lucretia lucy ludmila luisa lulu luna lyanna lydia lyra lysandra
    lyudmila mabel mabelle mackenzi maddie madeleine madeline madelyn madge madoka mae maeve
    magda magdalena magdalene maggie maia maisie malvina mamie manuela mara marcella marcelle
    marcia marcy margaret margarita margery margo margot marguerite maria mariam marian mariana
    marianne maribel marie mariela mariella marietta mariko marilla marina marisa marisol
    marissa mariya marjorie marjory marla marlene marta martha martina mary maryann marybeth
    masako masami mathilda mathilde matilda mattie maud maude maura maureen mavis maxine may
    maya mayumi meagan mebuki meera meg megan megumi meiling melanie melantha melina melinda
    melissa melody melusine mercy meredith meryl mia mianmian michaela michele michelle michiko
    michiru miho mikasa mikayla miki mikoto mildred millicent millie mimi mina minako minami
    mindy minerva minna minnie mio mira mirabel mirabelle miranda mireille mirela miriam misaki
    misato mitsuri mitzi miu miyako miyuki mizuki moana moira molly momo momoka mona monica
    morgana muriel myra myrna myrtle nadia nadine nagisa najat nami nan nana nanako nanami
    nancy nanette naoko naomi narcissa narumi natalia natalie natalya natasha natsuki natsumi
    nausicaa nayeli nell nellie nemuri nerissa nettie nezuko nicola nicole nicolette nina
    nobara noelle noemi nola nora noreen noriko norma nozomi nymphadora ochako octavia odette
    oksana olga olive olivia oona ophelia orihime orla ottilie padme paige paloma pam pamela
    pansy paola patience patricia pattie patty paula pauline pearl peggy penelope penny perdita
    petra petunia philippa philomena phoebe phyllida phyllis piper polina polly pomona portia
    priscilla prudence prue rachael rachel raelynn raina ramona rangiku raquel reba rebecca
    rebekah regina reiko reina rena renata renee rey rhea rhiannon rhoda rhonda rika riko rina
    risa rita ritsuko riza roberta rochelle romola ronda rosa rosalie rosalind rosalinda
    rosalyn rosamund rosanna rose roseanne rosella rosemary rosetta rosie rosina roslyn rowena
    roxana roxanne roxie ruby rufina rukia rumi ruth ruthie sabrina sachiko sadako sadie saeko
    saffron saki sakura sakurako sally salma salome samantha samira sandra sango saoirse sara
    sarada sarah sasha saskia satomi satsuki sayaka sayuri scarlett selena selene selina
    seraphina serena setsuna shanna shannen shannon sharlene sharon sharron shawna sheena
    sheila shelly sherri sherry shiori shirley shizuka shizune shoko sian sibyl siena sienna
    sigrid simone sinead siobhan sofia sofie solange sondra sonia sonja sonya sophia sophie
    sophronia stacey stacy stefanie stella stephanie sue suki sumire susan susanna susannah
    susie suzanna suzanne suzette suzume svetlana sybil sybilla sylvia tabitha talia tallulah
    tamar tamara tami tamiko tammy tania tanya tara tasha tatiana tatyana tauriel temari tenten
    teresa teresita teri tess tessa teyla thalia thea thelma theodora theodosia theresa
    thomasina tiffany tilly tina tohru tomoe tomoko tomoyo tonia tonya toph tori toru tricia
    trina trisha trixie trudie trudy tsunade tsuyu twyla ulrike uotani ursa ursula usagi
    utahime valentina valeria valerie vanessa vanya vela velma vera verity verna veronica vicki
    vicky victoria videl viola violet violetta violette virginia vivi vivian vivienne wanda
    wendy wilhelmina willa wilma winifred winona winry wren xanthe xena xenia ximena yachi
    yanli yasmin yasmine yayoi yelena ymir yoko yolanda yoruichi yoshiko yoshino yui yuka
    yukari yuki yukiko yukino yuko yumi yumiko yuna yuri yuriko yusra yvette yvonne zara zelda
    zelena zinnia zoe zoey zora zuleika zuri""".split()
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
