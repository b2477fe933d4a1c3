using WsiDicomizer.Deidentification.Profiles;
using WsiDicomizer.Deidentification.Tables;
using WsiDicomizer.Deidentification.Tests.Support;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Deidentification.Tests.Profiles;

public class ProfileTests
{
    private const string Head = "name: test\nbasis: ps3.15-basic\n";

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
        Assert.Equal(
            [
                "aida-1-images", "aida-2-scanner", "aida-3-period", "aida-4-examination", "aida-5-diagnosis",
                "basic", "identified", "level-iii", "level-iv", "public-release", "research-longitudinal",
            ],
            list.Select(profile => profile.Name));
        Assert.All(list, profile => Assert.Equal(profile.Name, Path.GetFileNameWithoutExtension(profile.Path)));
        Assert.All(list, profile => Assert.True(profile.Title.Length > 10));
    }

    [Fact]
    public void Find_FromAFolderBelow_GoesUp() => Assert.Equal(
        TestProfiles.Catalog.Directory, ProfileCatalog.Find(Path.Combine(TestProfiles.Catalog.Directory, "..", "src", "x")).Directory);

    [Fact]
    public void Load_UnknownName_ListsTheNames()
    {
        var exception = Assert.Throws<ProfileException>(() => TestProfiles.Catalog.Load("level-4"));
        Assert.Contains("basic, identified, level-iii, level-iv, public-release", exception.Message, StringComparison.Ordinal);
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
