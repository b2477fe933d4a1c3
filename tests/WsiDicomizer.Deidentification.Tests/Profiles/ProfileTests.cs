using System.Text.Json;
using WsiDicomizer.Deidentification.Profiles;
using WsiDicomizer.Deidentification.Tables;
using WsiDicomizer.Deidentification.Tests.Support;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Deidentification.Tests.Profiles;

public class ProfileTests
{
    private const string Head = "name: test\nbasis: ps3.15-basic\n";

    [Theory]
    [InlineData("optoins: []", 3, 1, "did you mean 'options'?")]
    [InlineData("options: [clean-descriptor]", 3, 11, "did you mean 'clean-descriptors'?")]
    [InlineData("options: [clean-descriptors, clean-descriptors]", 3, 30, "twice")]
    [InlineData("options:\n  - retain-longitudinal-full-dates\n  - retain-longitudinal-modified-dates", 5, 5, "contradict")]
    [InlineData("options: [clean-pixel-data]", 3, 11, "cannot be carried out")]
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
    [InlineData("attributes:\n  Rows: C", 4, 9, "cannot be cleaned")]
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
    [InlineData("unknown: remove\nunknown: refuse", 4, 1, "not valid YAML")]
    public void Parse_WhatIsWrong_IsRefusedWithItsPlace(string body, long line, long column, string message)
    {
        var exception = Assert.Throws<ProfileException>(() => ProfileParser.Parse(Head + body, "p.yaml"));
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
        Assert.Equal((line, column), (exception.Line, exception.Column));
        Assert.StartsWith($"p.yaml:{line}:{column}: ", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("basis: ps3.15-basic", "'name' is missing")]
    [InlineData("name: a", "'basis' is missing")]
    [InlineData("name: Not A Name\nbasis: none", "lower-case")]
    [InlineData("name: a\nbasis: none\noptions: []", "contradicts")]
    [InlineData("name: a\nbasis: none\nattributes: { PatientID: X }", "contradicts")]
    [InlineData("- name", "one mapping")]
    [InlineData("", "one mapping")]
    [InlineData("name: a\nbasis: none\n---\nname: b", "one mapping")]
    public void Parse_WrongAsAWhole_IsRefused(string text, string message) => Assert.Contains(
        message, Assert.Throws<ProfileException>(() => ProfileParser.Parse(text, "p.yaml")).Message, StringComparison.Ordinal);

    [Fact]
    public void Parse_NestedTenThousandDeep_IsRefused()
    {
        var text = "name: a\nbasis: " + string.Concat(Enumerable.Repeat("[", 10_000));
        Assert.Throws<ProfileException>(() => ProfileParser.Parse(text, "p.yaml"));
    }

    [Fact]
    public void Parse_MinimalProfile_HasTheDefaults()
    {
        var profile = ProfileParser.Parse(Head + "options: [clean-descriptors]", "p.yaml");
        Assert.Equal(ImagePolicy.Default, profile.Images);
        Assert.Equal(UnknownPolicy.Remove, profile.Unknown);
        Assert.Equal(PrivatePolicy.Remove, profile.Private);
        Assert.Equal([DeidentificationOption.CleanDescriptors], profile.Options);
    }

    [Fact]
    public void Parse_MutatedProfiles_NeverFailOtherwiseThanWithAProfileException()
    {
        var text = File.ReadAllText(Path.Combine(TestProfiles.Catalog.Directory, "level-iv.yaml"))
            + "attributes: { PatientAge: { action: K, max: 89 }, \"(0009,xx10) ACME 1.1\": X }\nunknown: remove\n";
        var random = new Random(20261121);
        for (var round = 0; round < 500; round++)
        {
            var mutated = text.ToCharArray();
            for (var change = random.Next(1, 4); change > 0; change--)
            {
                mutated[random.Next(mutated.Length)] = ":{}[],'\"&*!|>\n #-xX0\t\0é"[random.Next(22)];
            }

            try
            {
                ProfileParser.Parse(new string(mutated), "p.yaml");
            }
            catch (ProfileException exception)
            {
                Assert.NotEmpty(exception.Message);
            }
        }
    }

    [Fact]
    public void Digest_OfLayoutAndOrder_IsTheSame_AndOfContentIsNot()
    {
        const string First = "options: [clean-descriptors, retain-uids]\nattributes: { PatientSex: K, PatientAge: K }";
        const string Second = "# note\nattributes:\n  PatientAge: K\n  \"(0010,0040)\": K\noptions:\n- retain-uids\n- clean-descriptors\n";
        var digest = TestProfiles.Parse(First).Digest;
        Assert.Equal(64, digest.Length);
        Assert.Equal(digest, TestProfiles.Parse(Second).Digest);
        Assert.NotEqual(digest, TestProfiles.Parse(First.Replace("Age: K", "Age: X", StringComparison.Ordinal)).Digest);
    }

    [Fact]
    public void List_ShippedProfiles_HaveTheirNamesAndTitles()
    {
        var list = TestProfiles.Catalog.List();
        Assert.Equal(["basic", "identified", "level-iii", "level-iv", "research-longitudinal"], list.Select(profile => profile.Name));
        Assert.All(list, profile => Assert.Equal(profile.Name, Path.GetFileNameWithoutExtension(profile.Path)));
        Assert.All(list, profile => Assert.True(profile.Title.Length > 10));
    }

    [Fact]
    public void Schema_OfTheProfileLanguage_HasTheKeysAndOptionsOfTheParser()
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(TestProfiles.Catalog.Directory, "profile.schema.json")));
        var properties = schema.RootElement.GetProperty("properties");
        Assert.Equal(ProfileParser.TopLevelKeys.Order(), properties.EnumerateObject().Select(property => property.Name).Order());
        var options = properties.GetProperty("options").GetProperty("items").GetProperty("enum").EnumerateArray();
        Assert.Equal(DeidentificationOptions.Names, options.Select(option => option.GetString()));
    }

    [Fact]
    public void Find_FromAFolderBelow_GoesUp() => Assert.Equal(
        TestProfiles.Catalog.Directory, ProfileCatalog.Find(Path.Combine(TestProfiles.Catalog.Directory, "..", "src", "x")).Directory);

    [Fact]
    public void Load_UnknownName_ListsTheNames()
    {
        var exception = Assert.Throws<ProfileException>(() => TestProfiles.Catalog.Load("level-4"));
        Assert.Contains("available: basic, identified, level-iii, level-iv", exception.Message, StringComparison.Ordinal);
        Assert.Throws<ProfileException>(() => TestProfiles.Catalog.Load("./none.yaml"));
        Assert.Equal("basic", TestProfiles.Catalog.Load(Path.Combine(TestProfiles.Catalog.Directory, "basic.yaml")).Name);
    }

    [Theory]
    [InlineData("identified", "keep", "keep")]
    [InlineData("basic", "drop", "drop")]
    [InlineData("level-iii", "drop", "drop")]
    [InlineData("level-iv", "drop", "drop")]
    public void Load_ShippedProfile_SaysWhatBecomesOfImages(string name, string label, string overview)
    {
        var images = ResolvedProfile.Resolve(TestProfiles.Catalog.Load(name)).Images;
        Assert.Equal(label, images.Label.ToString(), ignoreCase: true);
        Assert.Equal(overview, images.Overview.ToString(), ignoreCase: true);
        Assert.Equal(ImageDisposition.Keep, images.Thumbnail);
    }

    [Theory]
    [InlineData("PatientName", DeidentificationAction.D, "profile: identifiers")]
    [InlineData("AcquisitionDateTime", DeidentificationAction.D, "E.1-1: X/Z/D, Type 1")]
    [InlineData("StudyDescription", DeidentificationAction.C, "clean-descriptors: C")]
    [InlineData("OperatorsName", DeidentificationAction.X, "E.1-1: X/Z/D, Type 3")]
    [InlineData("TextValue", DeidentificationAction.D, "own rule: X/Z/D, Type 1C (free text)")]
    [InlineData("SourceImageSequence", DeidentificationAction.U, "E.1-1: X/Z/U*, Type 2")]
    [InlineData("MakerNote", DeidentificationAction.X, "E.1-1: X")]
    public void WholeSlideRules_OfLevelIV_GiveActionAndReason(string keyword, DeidentificationAction action, string reason)
    {
        var rule = ResolvedProfile.Resolve(TestProfiles.Catalog.Load("level-iv")).WholeSlideRules.Find(DicomTag.Parse(keyword));
        Assert.Equal((action, reason), (rule?.Action, rule?.Reason));
    }

    [Fact]
    public void WholeSlideRules_OfBasic_CoverEveryRow()
    {
        var rules = ResolvedProfile.Resolve(TestProfiles.Catalog.Load("basic")).WholeSlideRules;
        Assert.Equal(656 + OwnRule.All.Count(rule => rule.Holds([])), rules.Rules.Count);
        Assert.Equal(rules.Rules.OrderBy(rule => rule.Tag.Value), rules.Rules);
    }

    [Theory]
    [InlineData("GT450 DX", "GT450*", true)]
    [InlineData("GT450", "gt450", true)]
    [InlineData("aaaaaaaaab", "*a*a*b", true)]
    [InlineData("aaaaaaaaac", "*a*a*b", false)]
    [InlineData("", "*", true)]
    [InlineData("x", "", false)]
    public void IsMatch_OfWildcards_TakesStarForAnyText(string text, string pattern, bool expected) =>
        Assert.Equal(expected, Wildcard.IsMatch(text, pattern));
}
