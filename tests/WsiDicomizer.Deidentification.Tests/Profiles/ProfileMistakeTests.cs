using WsiDicomizer.Deidentification.Profiles;

namespace WsiDicomizer.Deidentification.Tests.Profiles;

/// <summary>What is wrong in a profile is told with its place and what would be right.</summary>
public class ProfileMistakeTests
{
    private const string Head = "name: test\nbasis: ps3.15-basic\n";

    [Theory]
    [InlineData("optoins: []", 3, 1, "did you mean 'options'?")]
    [InlineData("options: [clean-descriptor]", 3, 11, "did you mean 'clean-descriptors'?")]
    [InlineData("options: [clean-descriptors, clean-descriptors]", 3, 30, "twice")]
    [InlineData("options:\n  - retain-longitudinal-full-dates\n  - retain-longitudinal-modified-dates", 5, 5, "contradict")]
    [InlineData("options: clean-descriptors", 3, 10, "a list")]
    [InlineData("dates: { shift: per-patient }", 3, 8, "goes with the option")]
    [InlineData("options: [retain-longitudinal-modified-dates]\ndates: { shfit: per-patient }", 4, 10, "did you mean 'shift'?")]
    [InlineData("options: [retain-longitudinal-modified-dates]\ndates: { shift: per-study }", 4, 17, "allowed: per-patient")]
    [InlineData("options: [retain-longitudinal-modified-dates]\ndates: { days: [1] }", 4, 16, "two numbers of days")]
    [InlineData("options: [retain-longitudinal-modified-dates]\ndates: { days: [1, many] }", 4, 20, "two numbers of days")]
    [InlineData("options: [retain-longitudinal-modified-dates]\ndates: { days: [5, -5] }", 4, 16, "the first is above the last")]
    [InlineData("options: [retain-longitudinal-modified-dates]\ndates: { days: [0, 0] }", 4, 16, "no days")]
    [InlineData("options: [retain-longitudinal-modified-dates]\ndates: { days: [-99999999, 0] }", 4, 17, "within 36525")]
    [InlineData("options: [retain-longitudinal-modified-dates]\ndates: { days: [-6, 6], weeks: true }", 4, 16, "no whole week")]
    [InlineData("options: [retain-longitudinal-modified-dates]\ndates: { intervals: proportional }", 4, 21, "needs a 'scale'")]
    [InlineData("options: [retain-longitudinal-modified-dates]\ndates: { scale: [0.5, 2] }", 4, 17, "goes with")]
    [InlineData("options: [retain-longitudinal-modified-dates]\ndates: { intervals: proportional, scale: [1, 1] }", 4, 42, "leaves the intervals exact")]
    [InlineData("options: [retain-longitudinal-modified-dates]\ndates: { intervals: proportional, scale: [0.01, 2] }", 4, 43, "from 0.1 to 10")]
    [InlineData("options: [retain-longitudinal-modified-dates]\ndates: { intervals: proportional, scale: [0.5, 2], order: randomize }", 4, 59, "contradict")]
    [InlineData("options: [retain-longitudinal-modified-dates]\ndates: { coarsen: month, days: [-5, 5] }", 4, 32, "contradicts 'coarsen'")]
    [InlineData("options: [retain-longitudinal-modified-dates]\ndates: { coarsen: day }", 4, 19, "allowed: week, month, quarter, year")]
    [InlineData("images: { label: mask-label }", 3, 18, "mask-label")]
    [InlineData("images: { label: hide }", 3, 18, "allowed: drop, keep")]
    [InlineData("images: { lable: drop }", 3, 11, "did you mean 'label'?")]
    [InlineData("private: safe", 3, 10, "go together")]
    [InlineData("private: keep", 3, 10, "allowed: remove, safe")]
    [InlineData("unknown: ignore", 3, 10, "allowed: remove, refuse")]
    [InlineData("attributes:\n  PatientNmae: X", 4, 3, "did you mean 'PatientName'?")]
    [InlineData("attributes:\n  PatientName: Q", 4, 16, "allowed: X, Z, D, U, K, C")]
    [InlineData("attributes:\n  PatientName: U", 4, 16, "VR UI")]
    [InlineData("attributes:\n  PatientName: { action: K, maximum: 3 }", 4, 29, "unknown key 'maximum'")]
    [InlineData("attributes:\n  PatientName: { action: K, max: 89 }", 4, 34, "VR AS")]
    [InlineData("attributes:\n  PatientAge: { action: K, max: many }", 4, 33, "1 to 999")]
    [InlineData("attributes:\n  StudyDescription: { action: C, keep-matching: '(' }", 4, 49, "regular expression")]
    [InlineData("attributes:\n  StudyDescription: { action: X, keep-matching: 'a' }", 4, 49, "action C")]
    [InlineData("attributes:\n  PixelData: X", 4, 14, "not for profiles")]
    [InlineData("attributes:\n  Rows: C", 4, 9, "describes the pixels")]
    [InlineData("attributes:\n  \"(0009,1010)\": X", 4, 3, "not a tag")]
    [InlineData("attributes:\n  \"(0009,xx10) ACME\": Z", 4, 23, "K or X")]
    [InlineData("attributes:\n  PatientID: X\n  \"(0010,0020)\": X", 5, 3, "twice")]
    [InlineData("identifiers:\n  PatientID: P-1", 4, 14, "pseudonym")]
    [InlineData("identifiers:\n  PatientID: { pseudonym: P-1 }", 4, 27, "not a pattern")]
    [InlineData("identifiers:\n  AccessionNumber: { pseudonym: \"A-{code:20}\" }", 4, 33, "SH holds 16")]
    [InlineData("identifiers:\n  StudyDate: { pseudonym: \"A-{code:10}\" }", 4, 3, "cannot hold a pseudonym")]
    [InlineData("identifiers:\n  PatientID: { pseudonym: \"P-{code:8}\" }\nattributes:\n  PatientID: X", 6, 3, "choose one")]
    [InlineData("scanners:\n  - attributes: { SeriesDescription: X }", 4, 5, "'when' is missing")]
    [InlineData("scanners:\n  - when: { Rows: '1' }\n    attributes: {}", 4, 13, "with text")]
    [InlineData("a: [", 4, 1, "not valid YAML")]
    [InlineData("unknown: &a remove\nprivate: *a", 4, 10, "aliases")]
    [InlineData("unknown: remove\nunknown: refuse", 4, 1, "'unknown' stands here twice")]
    [InlineData("title: ''", 3, 8, "expected a title")]
    [InlineData("title: [a]", 3, 8, "expected a title")]
    [InlineData("title: \"two\\nlines\"", 3, 8, "one line")]
    [InlineData("version: 1", 3, 1, "unknown key 'version'")]
    [InlineData("option: [clean-descriptors]", 3, 1, "did you mean 'options'?")]
    [InlineData("options: [Clean-Descriptors]", 3, 11, "did you mean 'clean-descriptors'?")]
    [InlineData("options: [retain-uid]", 3, 11, "did you mean 'retain-uids'?")]
    [InlineData("options: [[retain-uids]]", 3, 11, "expected the name of an option")]
    [InlineData("options:", 3, 9, "expected a list of options")]
    [InlineData("options: { retain-uids: true }", 3, 10, "expected a list of options")]
    [InlineData("options: [clean-pixel-data]", 3, 11, "pixels are not cleaned yet")]
    [InlineData("options: [retain-longitudinal-modified-dates]\ndates: per-patient", 4, 8, "expected shift, days")]
    [InlineData("options: [retain-longitudinal-modified-dates]\ndates: { weeks: maybe }", 4, 17, "allowed: true, false")]
    [InlineData("options: [retain-longitudinal-modified-dates]\ndates: { order: random }", 4, 17, "did you mean 'randomize'?")]
    [InlineData("options: [retain-longitudinal-modified-dates]\ndates: { intervals: scaled }", 4, 21, "allowed: exact, proportional")]
    [InlineData("options: [retain-longitudinal-modified-dates]\ndates: { days: -365 }", 4, 16, "expected a list")]
    [InlineData("options: [retain-longitudinal-modified-dates]\ndates: { days: [1.5, 3] }", 4, 17, "days are whole")]
    [InlineData("options: [retain-longitudinal-modified-dates]\ndates: { weeks: true, intervals: proportional, scale: [0.5, 2] }", 4, 17, "contradict")]
    [InlineData("options: [retain-longitudinal-full-dates]\ndates: { coarsen: year }", 4, 8, "goes with the option")]
    [InlineData("options: [retain-longitudinal-modified-dates]\nattributes:\n  StudyDate: K", 5, 14, "give the shift of the other dates away")]
    [InlineData("attributes:\n  StudyDate: C", 4, 14, "needs the option 'retain-longitudinal-modified-dates'")]
    [InlineData("options: [retain-safe-private]\nprivate: remove", 4, 10, "go together")]
    [InlineData("images: drop", 3, 9, "expected label, overview and thumbnail")]
    [InlineData("images: { label: keep-unlabeled }", 3, 18, "allowed: drop, keep")]
    [InlineData("images: { thumbnail: keep-unlabelled }", 3, 22, "did you mean 'keep-unlabeled'?")]
    [InlineData("images: { thumbnail: mask-label }", 3, 22, "allowed: drop, keep, keep-unlabeled")]
    [InlineData("images: { overview: mask-lable }", 3, 21, "did you mean 'mask-label'?")]
    [InlineData("attributes: [PatientName]", 3, 13, "expected attributes with their actions")]
    [InlineData("attributes:\n  PatientName:", 4, 15, "action: X, Z, D, U, K, C")]
    [InlineData("attributes:\n  PatientName: x", 4, 16, "allowed: X, Z, D, U, K, C")]
    [InlineData("attributes:\n  PatientName: X/Z", 4, 16, "unknown action 'X/Z'")]
    [InlineData("attributes:\n  PatientAge: { max: 89 }", 4, 15, "'action' is missing")]
    [InlineData("attributes:\n  PatientAge: { action: K, max: 0 }", 4, 33, "1 to 999")]
    [InlineData("attributes:\n  PatientAge: { action: X, max: 89 }", 4, 33, "goes with action K")]
    [InlineData("attributes:\n  patientname: X", 4, 3, "did you mean 'PatientName'?")]
    [InlineData("attributes:\n  InstanceNumbr: X", 4, 3, "did you mean 'InstanceNumber'?")]
    [InlineData("attributes:\n  0010,0010: X", 4, 3, "expected a keyword of PS3.6")]
    [InlineData("attributes:\n  \"(0010,00100)\": X", 4, 3, "not a tag")]
    [InlineData("attributes:\n  \"(0010,0010) ACME\": X", 4, 3, "not a tag")]
    [InlineData("attributes:\n  \"(0009,1010) ACME\": X", 4, 3, "not a tag")]
    [InlineData("attributes:\n  \"(0009,xx10)\": X", 4, 3, "not a tag")]
    [InlineData("attributes:\n  \"(0009,xx10) A\": X\n  \"(0009,XX10) A\": K", 5, 3, "twice")]
    [InlineData("attributes:\n  [a]: X", 4, 3, "a key is a plain word")]
    [InlineData("attributes:\n  SOPInstanceUID: X", 4, 19, "U or K")]
    [InlineData("attributes:\n  PatientIdentityRemoved: K", 4, 27, "not for profiles")]
    [InlineData("attributes:\n  \"(0002,0016)\": K", 4, 18, "not for profiles")]
    [InlineData("attributes:\n  \"(0028,xxxx)\": X", 4, 18, "not for profiles")]
    [InlineData("attributes:\n  Rows: X", 4, 9, "describes the pixels")]
    [InlineData("attributes:\n  PixelSpacing: C", 4, 17, "cannot be cleaned")]
    [InlineData("attributes:\n  StudyDescription: { action: C, keep-matching: '(a' }", 4, 49, "regular expression")]
    [InlineData("attributes:\n  StudyDescription: { action: C, keep-matching: '(?=a)' }", 4, 49, "no lookaround")]
    [InlineData("attributes:\n  StudyDescription: { action: C, keep-matching: '(a)\\1' }", 4, 49, "no back references")]
    [InlineData("attributes:\n  StudyDescription: { action: C, keep-matching: '((a{900}){900}){900}' }", 4, 49, "regular expression")]
    [InlineData("attributes:\n  ProcedureCodeSequence: { action: C, keep-matching: 'a' }", 4, 54, "has none")]
    [InlineData("identifiers: [PatientID]", 3, 14, "expected attributes with their pseudonyms")]
    [InlineData("identifiers:\n  PatientID: { pattern: \"P-{code:8}\" }", 4, 16, "unknown key 'pattern'")]
    [InlineData("identifiers:\n  PatientID: {}", 4, 14, "'pseudonym' is missing")]
    [InlineData("identifiers:\n  PatientID: { pseudonym: \"P-{code:5}\" }", 4, 27, "N from 6 to 32")]
    [InlineData("identifiers:\n  PatientID: { pseudonym: \"{code:8}-{code:8}\" }", 4, 27, "around one {code:N}")]
    [InlineData("identifiers:\n  \"(0009,xx10) ACME\": { pseudonym: \"P-{code:8}\" }", 4, 3, "cannot hold a pseudonym")]
    [InlineData("scanners: { when: {} }", 3, 11, "expected a list of scanner rules")]
    [InlineData("scanners:\n  - when: {}\n    attributes: { SeriesDescription: X }", 4, 11, "at least one condition")]
    [InlineData("scanners:\n  - when: { Manufacturer: 'Leica*' }", 4, 5, "'attributes' is missing")]
    [InlineData("scanners:\n  - when: { Manufacturer: [Leica] }\n    attributes: {}", 4, 27, "* stands for any text")]
    [InlineData("scanners:\n  - when: { Manufactrer: 'Leica*' }\n    attributes: {}", 4, 13, "did you mean 'Manufacturer'?")]
    [InlineData("scanners:\n  - when: { Manufacturer: 'Leica*' }\n    attributes: { PatientName: Q }", 5, 32, "unknown action 'Q'")]
    [InlineData("texts: [a]", 3, 8, "expected { allow:")]
    [InlineData("texts: {}", 3, 8, "'allow' is missing")]
    [InlineData("texts: { allow: [a, A] }", 3, 21, "stands here twice")]
    [InlineData("texts: { allow: [''] }", 3, 18, "a text that may stay")]
    [InlineData("private: !!str remove", 3, 10, "tags (!name)")]
    [InlineData("unknown: 'remove", 3, 10, "not valid YAML")]
    [InlineData("\tunknown: remove", 2, 8, "not valid YAML")]
    [InlineData("attributes:\n  PatientID: X\n PatientName: X", 5, 2, "not valid YAML")]
    public void Parse_WhatIsWrong_IsRefusedWithItsPlace(string body, long line, long column, string message)
    {
        var exception = Assert.Throws<ProfileException>(() => ProfileParser.Parse(Head + body, "p.yaml"));
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
        Assert.Equal((line, column), (exception.Line, exception.Column));
        Assert.StartsWith($"p.yaml:{line}:{column}: ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_ManyMistakes_TellsAllInTheOrderOfTheFile()
    {
        const string Text = """
            basis: ps3.15-basic
            nmae: mine
            options: [clean-descriptorz, retain-uids, foo]
            dates: { shift: per-patient }
            attributes:
              PatientNam: X
              PatientID: Q
              PatientAge: { action: K, max: 0 }
            scanners:
              - wehn: 3
              - when: { Rows: "1", Manufacturer: [a] }
                attributes: { PixelData: X }
            unknown: no
            """;
        var exception = Assert.Throws<ProfileException>(() => ProfileParser.Parse(Text, "p.yaml"));
        Assert.Equal(
            [(2, 1), (3, 11), (3, 43), (6, 3), (7, 14), (8, 33), (10, 5), (11, 13), (11, 38), (12, 30), (13, 10)],
            exception.Mistakes.Select(mistake => ((int)mistake.Line, (int)mistake.Column)));
        Assert.Equal(exception.Message, exception.Lines.First());
        Assert.All(exception.Lines, line => Assert.Matches(@"^p\.yaml:\d+:\d+: \S", line));
    }

    [Fact]
    public void Parse_MoreMistakesThanAnybodyReads_StopsThere()
    {
        var text = Head + "attributes:\n" + string.Concat(Enumerable.Range(0, 5000).Select(number => $"  Nothing{number}: X\n"));
        var exception = Assert.Throws<ProfileException>(() => ProfileParser.Parse(text, "p.yaml"));
        Assert.InRange(exception.Mistakes.Count, 1, ProfileLimits.Default.MaximumMistakes);
    }

    [Fact]
    public void Parse_Bomb_OfAliases_IsRefusedAtTheFirst()
    {
        var text = Head + "a: &a [x, x]\n" + string.Concat(Enumerable.Range(1, 30).Select(number => $"b{number}: &b{number} [*a, *a]\n"));
        Assert.Equal(4, Assert.Throws<ProfileException>(() => ProfileParser.Parse(text, "p.yaml")).Line);
    }

    [Fact]
    public void Load_FileThatIsNoProfile_IsRefused()
    {
        var folder = Directory.CreateTempSubdirectory("profiles");
        try
        {
            var path = Path.Combine(folder.FullName, "p.yaml");
            File.WriteAllText(path, Head + "# " + new string('x', ProfileLimits.Default.MaximumLength));
            Assert.Contains("larger than a profile may be", Load(path).Message, StringComparison.Ordinal);
            File.WriteAllBytes(path, [.. "name: test\ntitle: caf"u8, 0xE9, .. "\nbasis: ps3.15-basic\n"u8]);
            Assert.Equal($"{path}:2:11: not UTF-8: save the profile in that encoding", Load(path).Message);
            File.WriteAllBytes(path, []);
            Assert.Contains("expected one mapping", Load(path).Message, StringComparison.Ordinal);
            Assert.Contains("there is no such profile", Load(folder.FullName).Message, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        ProfileException Load(string path) =>
            Assert.Throws<ProfileException>(() => new ProfileCatalog(folder.FullName).Load(path));
    }
}
