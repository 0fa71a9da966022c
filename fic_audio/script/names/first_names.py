"""First names and the gender they usually tell, and short forms of them."""

from __future__ import annotations

MALE_NAMES = frozenset(
    """aaron abraham adam adrian aidan alan albert albus alec alex alexander alfred
    algernon ambrose andrew angus anthony archie arnold arthur asher august augustus
    austin barnaby barry bartholomew basil ben benedict benjamin bernard bert bertie
    bill billy blaise bob bobby brad brandon brendan brian bruce bruno bryan caleb
    callum calvin cameron carl carlos cassian cecil cedric charles charlie chris
    christian christopher clarence clark claude clement clint clive cole colin
    connor conrad cormac craig crispin curtis cyril cyrus damian damon dan daniel
    danny darren dave david dean declan dennis derek dexter dick dmitri dominic
    donald dorian douglas draco dudley duncan dustin dylan eddie edgar edmund edward
    edwin eli elijah elliot ellis elton emil emmett eric ernest ethan eugene evan
    everett ezra felix ferdinand fergus finn fitzwilliam francis frank franklin fred
    freddie frederick gabriel gareth gary gavin geoffrey george gerald gerard gideon
    gilbert giles glen godfrey gordon graham grant greg gregory gus guy hank hans
    harold harry harvey hector henry herbert herman horace howard hubert hugh hugo
    ian ichabod igor ira irving isaac isaiah ivan jack jacob jake jamal james jamie
    jared jason jasper jay jeff jeffrey jeremiah jeremy jerome jerry jesse jim jimmy
    joe joel john johnny jonah jonathan jordan jose joseph joshua juan julian julius
    justin karl keith kenneth kevin kip kurt kyle lance larry laurence lawrence leo
    leon leonard leopold leroy leslie lester levi liam lionel logan louis lucas
    lucian lucius luis luke luther magnus malcolm marcel marco marcus mark marshall
    martin marvin mason matt matthew maurice max maximilian maxwell melvin merlin
    michael mick miguel mike miles milo mitchell mordred morgan morris moses
    mortimer nathan nathaniel ned neil neville newland nicholas nick nigel noah noel
    norman oliver orson oscar otto owen patrick paul percival percy perry pete peter
    phil philip phineas pierre quentin ralph ramon randall ray raymond reginald
    remus rex rhys richard rick robert robin rodney roger roland ron ronald rory
    ross roy rudolph rufus rupert russell ryan sam samson samuel sasuke saul scott
    sean sebastian septimus seth severus shane sherlock sidney silas simon sirius
    spencer stan stanley stephen steve steven stewart stuart sylvester tad ted
    terence terry theo theodore thomas tim timothy tobias toby todd tom tommy tony
    travis trevor tristan troy tyler valentine vernon victor vincent wallace walter
    warren wayne wendell wesley wilbur wilfred will william winston xavier zachary
    naruto kakashi itachi sasori shikamaru gaara iruka jiraiya minato obito steve
    bucky clint thor loki dean castiel merlin gwaine lancelot""".split()
)

FEMALE_NAMES = frozenset(
    """abigail ada adelaide adele agatha agnes aisha alexandra alice alicia alison alma
    amanda amber amelia amy anastasia andrea angela angelica angelina anita ann anna
    annabel anne annette annie antoinette april arabella ariadne astrid audrey
    augusta aurora ava barbara bathsheba beatrice becca becky belinda bella
    bellatrix bernadette bertha beryl bess beth betsy betty beverly blanche bonnie
    brenda bridget brittany camilla carla carmen carol caroline carrie cassandra
    catherine cathy cecilia celeste celia charity charlotte cherry cheryl chloe
    christina christine cindy clara clarissa claudia clementine constance cora
    cordelia corinne cynthia daisy daphne dawn deborah deirdre delia denise diana
    dinah dolores donna dora doris dorothea dorothy edith edna eileen elaine eleanor
    elena elinor eliza elizabeth ella ellen eloise elsa elsie emily emma enid erica
    erin esme estelle esther ethel eugenia eva eve evelyn faith fannie fanny faye
    felicity fiona fleur flora florence frances francesca freya gabrielle gail gemma
    genevieve georgia georgiana geraldine gertrude gillian ginevra ginny gladys
    glenda gloria grace greta gretchen guinevere gwen gwendolyn hannah harriet
    hattie hazel heather heidi helen helena henrietta hermia hermione hester hilda
    holly honor hope hyacinth ida imogen ines ingrid irene iris isabel isabella isla
    isolde ivy jane janet janice jasmine jean jemima jenna jennifer jenny jessica
    jill joan joanna jocelyn josephine joy joyce juanita judith judy julia juliana
    julie juliet june karen kate katharine katherine kathleen kathryn katie kay
    kelly kimberly kitty kristen lara laura lauren lavender leah lena leticia lettie
    lila lilian lily linda lisa lois lola lorna lorraine louisa louise lucille
    lucinda lucy luna lydia mabel madeleine madge maggie maisie marcia margaret
    margery margot maria marian marianne marie marilla marina marjorie martha mary
    matilda maud maude maureen may meg megan melanie melissa mercy meredith mia
    mildred millicent millie mimi minerva minnie mira miranda miriam moira molly
    mona monica morgana muriel myra myrtle nadia nan nancy naomi narcissa natalie
    natasha nell nellie nina nora norma nymphadora octavia odette olga olive olivia
    ophelia pamela pansy patience patricia paula pauline pearl peggy penelope penny
    petunia philippa phoebe phyllis polly pomona portia priscilla prudence rachel
    ramona rebecca regina rhoda rita roberta rosa rosalie rosalind rose rosemary
    rowena roxanne ruby ruth sabrina sadie sally samantha sandra sara sarah sasha
    selina shannon sharon sheila shirley sibyl sophia sophie stella stephanie sue
    susan susanna suzanne sybil sylvia tabitha tamara tara teresa tess tessa thea
    theodora theresa tilly tina trudy ursula valerie vanessa vera verity veronica
    victoria viola violet virginia vivian wanda wendy wilhelmina willa winifred
    yolanda yvette yvonne zelda zoe sakura hinata tsunade ino tenten temari kurenai
    konan kushina lydia allison""".split()
)

SHORT_FORMS: dict[str, tuple[str, ...]] = {
    "abby": ("abigail",), "alex": ("alexander", "alexandra"), "andy": ("andrew",),
    "art": ("arthur",), "bea": ("beatrice",), "becky": ("rebecca",), "bella": ("isabella",),
    "ben": ("benjamin", "benedict"), "bess": ("elizabeth",), "beth": ("elizabeth",),
    "betsy": ("elizabeth",), "betty": ("elizabeth",), "bert": ("albert", "herbert"),
    "bill": ("william",), "billy": ("william",), "bob": ("robert",), "bobby": ("robert",),
    "cathy": ("catherine",), "charlie": ("charles", "charlotte"), "chris": ("christopher",),
    "connie": ("constance",), "dan": ("daniel",), "danny": ("daniel",), "dave": ("david",),
    "dick": ("richard",), "dot": ("dorothy",), "ed": ("edward", "edmund"),
    "eddie": ("edward", "edmund"), "eliza": ("elizabeth",), "ella": ("eleanor",),
    "fanny": ("frances",), "flo": ("florence",), "frank": ("francis", "franklin"),
    "fred": ("frederick", "alfred"),
    "freddy": ("frederick",), "gabe": ("gabriel",), "ginny": ("ginevra", "virginia"),
    "greg": ("gregory",), "gus": ("augustus",), "hal": ("henry",), "harry": ("henry", "harold"),
    "jack": ("john",), "jake": ("jacob",), "jeff": ("jeffrey",), "jenny": ("jennifer",),
    "jim": ("james",), "jimmy": ("james",), "joe": ("joseph",), "josh": ("joshua",),
    "kate": ("katherine", "katharine", "catherine"), "kathy": ("katherine",),
    "katie": ("katherine",), "kit": ("christopher",), "kitty": ("catherine", "katherine"),
    "larry": ("lawrence",), "lizzie": ("elizabeth",), "lizzy": ("elizabeth",),
    "maggie": ("margaret",), "matt": ("matthew",), "max": ("maximilian", "maxwell"),
    "meg": ("margaret",), "mike": ("michael",), "mione": ("hermione",), "molly": ("mary",),
    "ned": ("edward",), "nell": ("eleanor", "helen"), "nellie": ("eleanor", "helen"),
    "nick": ("nicholas",), "pat": ("patrick", "patricia"), "peg": ("margaret",),
    "peggy": ("margaret",), "phil": ("philip",), "polly": ("mary",), "rick": ("richard",),
    "rob": ("robert",), "ron": ("ronald",), "sam": ("samuel", "samantha"), "steph": ("stephanie",),
    "steve": ("stephen", "steven"), "sue": ("susan",), "ted": ("edward", "theodore"),
    "theo": ("theodore",), "tim": ("timothy",), "toby": ("tobias",), "tom": ("thomas",),
    "tommy": ("thomas",), "tony": ("anthony",), "val": ("valerie",), "vicky": ("victoria",),
    "will": ("william",), "winnie": ("winifred",), "zach": ("zachary",),
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
