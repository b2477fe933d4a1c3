using System.Text;
using WsiDicomizer.Conversion.CaseData;

namespace WsiDicomizer.Conversion.Tests.CaseData;

/// <summary>What is wrong is told with its place, and never with its value: every wrong value here holds "Sekret".</summary>
public class CaseMistakeTests
{
    [Theory]
    [InlineData("FileName,PatientNameSekretSekret\na,b", "1:2: unknown column")]
    [InlineData("FileName,PatientBirthdat\na,b", "1:2: unknown column; did you mean 'PatientBirthDate'?")]
    [InlineData("PatientName\nSekret^A", "1:1: no column FileName or Barcode")]
    [InlineData("FileName,file name\na,Sekret", "1:2: FileName: the same as column 1")]
    [InlineData("FileName,\na,Sekret", "1:2: a column without a name")]
    [InlineData("FileName,PatientID\na,Sekret,x", "2:1: 3 cells; expected 2")]
    [InlineData("FileName,PatientID\n,Sekret", "2:1: FileName or Barcode: missing")]
    [InlineData("FileName,PatientID\na,\"Sekret", "2:2: the quote that opens here is never closed")]
    [InlineData("FileName,PatientID\na,Sek\"ret", "2:2: a quote within a cell")]
    [InlineData("FileName,PatientID\na,\"Sekret\"x", "2:2: text behind the closing quote")]
    [InlineData("FileName,PatientBirthDate\na,1951-02-30Sekret", "2:2: PatientBirthDate: no date")]
    [InlineData("FileName,PatientBirthDate\na,02/03/1951", "2:2: PatientBirthDate: no date")]
    [InlineData("FileName,StudyTime\na,25:00", "2:2: StudyTime: no time")]
    [InlineData("FileName,PatientSex\na,Sekret", "2:2: PatientSex: expected M, F, O or U")]
    [InlineData("FileName,PatientAge\na,Sekret", "2:2: PatientAge: no age")]
    [InlineData("FileName,StudyInstanceUID\na,1.02.3", "2:2: StudyInstanceUID: no UID")]
    [InlineData("FileName,AccessionNumber\na,Sekret-1234567890", "2:2: AccessionNumber: longer than the 16 characters")]
    [InlineData("FileName,AccessionNumber\na,\"1,23E+15\"", "2:2: AccessionNumber: a number that a spreadsheet has rounded")]
    [InlineData("FileName,PatientID\na,Sekret\\2", "2:2: PatientID: a backslash")]
    [InlineData("FileName,PatientID\na,\"Sek\nret\"", "2:2: PatientID: a line end or another control character")]
    [InlineData("FileName,PatientName\na,\"Sekret, Jane\"", "2:2: PatientName: expected Family^Given, without a comma")]
    [InlineData("FileName,PatientName\na,a^b^c^d^e^Sekret", "2:2: PatientName: too many parts")]
    [InlineData("FileName,PatientName,PatientGivenName\na,Sekret^A,A", "2:2: PatientName: the row has the name in parts too")]
    [InlineData("FileName,IssuerOfPatientID\na,Sekret", "2:1: PatientID: missing; its issuer is there")]
    [InlineData("FileName,PatientID,IssuerOfPatientID\na,b,Sekret^1.2^SEK", "2:3: IssuerOfPatientID: expected a name, or")]
    [InlineData("FileName\nSekret/a.svs", "2:1: FileName: a path")]
    [InlineData("FileName,Stain\na,hematoxilin", "2:2: Substances: no code is known for this word; did you mean 'hematoxylin'?")]
    [InlineData("FileName,SpecimenIdentifier,Stain\na,b,SekretSekret", "2:3: Substances: no code is known for this word; a stain without")]
    [InlineData("FileName,SpecimenIdentifier,Stain\na,b,12710004^Sekret^SCT", "2:3: Substances: no identifier of SNOMED CT")]
    [InlineData("FileName,SpecimenIdentifier,Stain\na,b,1^Sekret^LAB", "2:3: Substances: no registered coding scheme")]
    [InlineData("FileName,SpecimenIdentifier,Fixative\na,b,12710003^SCT", "2:3: Fixative: expected Value^Meaning^Scheme")]
    [InlineData("FileName,Fixative\na,formalin", "2:1: SpecimenIdentifier: missing")]
    [InlineData("FileName,SpecimenIdentifier,FixationDateTime\na,b,2026-11-21", "2:3: Fixative: missing in a step of this kind")]
    [InlineData("FileName,SpecimenIdentifier,SectioningMethod\na,b,section", "2:3: SectioningMethod: needs BlockIdentifier or")]
    [InlineData("FileName,SpecimenIdentifier,PartType\na,b,gross", "2:3: PartType: needs PartIdentifier")]
    [InlineData("FileName,SpecimenIdentifier,PrimaryAnatomicStructureModifiers\na,b,left", "2:1: PrimaryAnatomicStructure: missing")]
    [InlineData("FileName,SpecimenIdentifier,SpecimenIdentifier2,LocationOfSpecimen\na,b,c,left", "2:1: LocationOfSpecimen: missing")]
    [InlineData("FileName\nSekret\nSEKRET", "3:1: FileName: the same as that of line 2")]
    [InlineData("Barcode\nSekret\nSekret", "3:1: Barcode: the same as that of line 2")]
    [InlineData("FileName,AccessionNumber,PatientID\na,1,Sekret\nb,1,Sekrit", "3:1: the patient is told otherwise than in line 2")]
    [InlineData("FileName,AccessionNumber,StudyDate\na,1,2026-11-20\nb,1,2026-11-21", "3:1: the study is told otherwise than in line 2")]
    [InlineData("", "1:1: the file is empty")]
    public void Parse_WrongCsv_TellsTheCellAndNotItsValue(string text, string expected) => AssertMistake(text, expected);

    [Theory]
    [InlineData("{", "1:2: this is no JSON from here on")]
    [InlineData("{\"Slides\":[{\"FileName\":\"Sekret\",}]}", "1:33: this is no JSON from here on")]
    [InlineData("{\"Slides\":[]} Sekret", "1:15: this is no JSON from here on")]
    [InlineData("[\"Sekret\"]", "1:1: expected an object with the key Slides")]
    [InlineData("{\"Sekret\":1}", "1:1: Slides: missing")]
    [InlineData("{\"Slides\":{}}", "1:11: Slides: expected a list")]
    [InlineData("{\"Slides\":[\"Sekret\"]}", "1:12: Slides: expected objects")]
    [InlineData("{\"Slides\":[\n {\"FileName\":\"ä\",\"Patient\":\"Sekret\"}]}", "2:18: unknown key; did you mean 'PatientID'?")]
    [InlineData("{\"Slides\":[\n {\"FileName\":\"ä\",\"PatientID\":123}]}", "2:30: expected a text in quotes")]
    [InlineData("{\"Slides\":[{\"FileName\":\"a\",\"FileName\":\"Sekret\"}]}", "1:28: this key stands in the object twice")]
    [InlineData("{\"Slides\":[{\"FileName\":\"a\",\"PatientID\":\"Sekret\\ud800\"}]}", "1:40: a \\u escape in this text is half a letter")]
    [InlineData("{\"Slides\":[{\"FileName\":\"a\",\"PatientID\":[\"Sekret\"]}]}", "1:40: PatientID: expected a text")]
    [InlineData("{\"Slides\":[{\"FileName\":\"a\",\"Specimens\":[{\"SpecimenIdentifier\":\"b\",\"Preparation\":[{\"Step\":\"Sekret\"}]}]}]}", "1:90: Step: expected one of collection,")]
    [InlineData("{\"Slides\":[{\"FileName\":\"a\",\"Specimens\":[{\"SpecimenIdentifier\":\"b\",\"Preparation\":[{\"Step\":\"sampling\",\"Method\":\"recut\"}]}]}]}", "1:82: ParentSpecimenIdentifier: missing")]
    [InlineData("{\"Slides\":[{\"FileName\":\"a\",\"Specimens\":[{\"SpecimenIdentifier\":\"b\",\"Preparation\":[{\"Step\":\"storage\",\"Fixative\":\"formalin\"}]}]}]}", "1:100: Fixative: has no place in a step of this kind")]
    [InlineData("{\"Slides\":[{\"FileName\":\"a\",\"Specimens\":[{\"SpecimenIdentifier\":\"b\",\"SpecimenType\":{\"CodeValue\":\"Sekret\"}}]}]}", "1:82: SpecimenType: a code needs value, meaning and scheme")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[[[[[", "1:17: nested deeper than MaximumDepth = 16")]
    public void Parse_WrongJson_TellsTheCharacterAndNotItsValue(string text, string expected) => AssertMistake(text, expected);

    [Fact]
    public void Parse_SeveralMistakes_TellsAllOfThemInTheOrderOfTheFile()
    {
        var mistakes = CaseText.MistakesOf(
            "FileName,PatientBirthDate,PatientSex,Stain\na,x,y,z\nb,19510314,F,\nc,1,F,\n");

        Assert.Equal(
            ["2:1", "2:2", "2:3", "2:4", "4:2"],
            mistakes.Select(mistake => string.Join(':', mistake.Split(':')[..2])));
    }

    [Fact]
    public void Parse_MutatedFiles_AreReadOrRefusedAndNothingElse()
    {
        const int Seed = 4711;
        var random = new Random(Seed);
        byte[][] samples =
        [
            Encoding.UTF8.GetBytes(CaseText.Csv(("PatientName", "Doe^Jane"), ("SpecimenIdentifier", "A"), ("Stain", "H&E|PAS"), ("CollectionDateTime", "2026-11-01T10:00+01:00"), ("CollectionMethod", "biopsy"))),
            Encoding.UTF8.GetBytes("{\"Slides\":[{\"FileName\":\"a.svs\",\"PatientName\":{\"FamilyName\":\"D\\u00f6\"},\"OtherPatientIDs\":[\"1\",{\"PatientID\":\"2\"}],\"Specimens\":[{\"SpecimenIdentifier\":\"A\",\"Preparation\":[{\"Step\":\"staining\",\"Substances\":[\"PAS\",{\"CodeValue\":\"1\",\"CodingSchemeDesignator\":\"99X\",\"CodeMeaning\":\"y\"}]}]}]}]}"),
        ];
        var read = 0;
        for (var round = 0; round < 4000; round++)
        {
            var bytes = samples[round % 2].ToArray();
            for (var count = random.Next(1, 4); count > 0; count--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            var content = bytes[..random.Next(bytes.Length / 2, bytes.Length + 1)];
            var exception = Record.Exception(() => CaseDataFile.Parse(content));
            Assert.True(exception is null or CaseDataException, $"seed {Seed}, round {round}: {exception}");
            read += exception is null ? 1 : 0;
        }

        Assert.InRange(read, 1, 3999);
    }

    [Fact]
    public void Parse_HostileFiles_AreRefusedInTime()
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        string[] hostile =
        [
            "{\"Slides\":[" + string.Concat(Enumerable.Repeat("[],", 2_500_000)) + "[]]}",
            "{\"Slides\":[{" + string.Join(',', Enumerable.Range(0, 400_000).Select(key => $"\"{key}\":\"x\"")) + "}]}",
            "{\"Slides\":[" + string.Concat(Enumerable.Repeat("{\"FileNam\":\"x\"},", 20_000)) + "{}]}",
            "FileName,SpecimenIdentifier,Stain\n" + string.Concat(Enumerable.Range(0, 20_000).Select(row => $"{row},a,hematoxilon stein\n")),
            new string(',', 4_000_000),
            "FileName\n\"" + new string('"', 4_000_001),
        ];

        Assert.All(hostile, text => Assert.Throws<CaseDataException>(() => CaseText.Parse(text)));

        // Each takes a second of a processor; quadratic work would take hours.
        Assert.True(watch.Elapsed < TimeSpan.FromMinutes(5), $"{watch.Elapsed}");
    }

    private static void AssertMistake(string text, string expected)
    {
        var mistakes = CaseText.MistakesOf(text);

        Assert.True(
            mistakes.Any(mistake => mistake.StartsWith(expected, StringComparison.Ordinal)),
            $"expected {expected}; told {string.Join(" / ", mistakes)}");
        Assert.DoesNotContain("sekr", string.Concat(mistakes), StringComparison.OrdinalIgnoreCase);
    }
}
