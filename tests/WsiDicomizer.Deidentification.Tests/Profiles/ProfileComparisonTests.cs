using WsiDicomizer.Deidentification.Profiles;
using WsiDicomizer.Deidentification.Tests.Support;

namespace WsiDicomizer.Deidentification.Tests.Profiles;

public class ProfileComparisonTests
{
    [Fact]
    public void Compare_WithItself_FindsNothing()
    {
        foreach (var summary in TestProfiles.Catalog.List())
        {
            var comparison = ProfileComparison.Compare(Shipped(summary.Name), Shipped(summary.Name));
            Assert.Empty(comparison.Settings);
            Assert.Empty(comparison.Attributes);
        }
    }

    [Fact]
    public void Compare_BasicAndLevelIV_FindsTheOptionAndThePseudonyms()
    {
        var comparison = ProfileComparison.Compare(Shipped("basic"), Shipped("level-iv"));
        Assert.Equal(["options", "identifiers"], comparison.Settings.Select(setting => setting.Name));
        Assert.Equal(("none", "clean-descriptors"), (comparison.Settings[0].First, comparison.Settings[0].Second));
        var description = Assert.Single(comparison.Attributes, attribute => attribute.Keyword == "StudyDescription");
        Assert.Equal(
            ("(0008,1030)", "X", "E.1-1: X", "C", "clean-descriptors: C"),
            (description.Tag, description.First.Action, description.First.Reason, description.Second.Action, description.Second.Reason));
        var name = Assert.Single(comparison.Attributes, attribute => attribute.Keyword == "PatientName");
        Assert.Equal(("Z", "D, P-{code:8}"), (name.First.ToString(), name.Second.ToString()));
        Assert.DoesNotContain(comparison.Attributes, attribute => attribute.Keyword == "PatientID");
    }

    [Fact]
    public void Compare_Rules_ThatOneHasAlone_AreComparedWithWhatHoldsInTheOther()
    {
        var comparison = Compare(
            "attributes: { Modality: Z, \"(0009,xx10) ACME\": K, \"(0009,xx11) ACME\": X, \"(6002,3000)\": K }",
            "attributes: { PatientSex: K, PatientAge: { action: K, max: 89 } }");
        Assert.Equal(
            [
                ("(0008,0060)", "Z", "K"), ("(0009,xx10) ACME", "K", "X"), ("(0010,0040)", "Z", "K"), ("(0010,1010)", "X", "K, max 89"),
                ("(6002,3000)", "K", "X"),
            ],
            comparison.Attributes.Select(attribute => (attribute.Tag, attribute.First.ToString(), attribute.Second.ToString())));
        Assert.Equal("no row, no rule", comparison.Attributes[0].Second.Reason);
        Assert.Equal("E.1-1: X, private", comparison.Attributes[1].Second.Reason);
    }

    [Fact]
    public void Compare_Settings_AreToldInTheOrderOfTheLanguage()
    {
        var comparison = Compare(
            "options: [retain-longitudinal-modified-dates]\ndates: { coarsen: month }\nunknown: refuse\ntexts: { allow: [a] }",
            "options: [retain-safe-private]\nimages: { thumbnail: keep-unlabeled }\nscanners: [{ when: { Manufacturer: X }, attributes: { PatientAge: { action: K, max: 9 } } }]");
        Assert.Equal(
            ["options", "dates", "images", "private", "unknown", "scanners", "texts"], comparison.Settings.Select(setting => setting.Name));
        Assert.Equal("when Manufacturer is 'X': PatientAge K (max 9)", comparison.Settings[5].Second);
    }

    [Fact]
    public void Compare_WithKeepingEverything_FindsEveryAttributeThatDoesNotStay()
    {
        var comparison = ProfileComparison.Compare(Shipped("identified"), Shipped("level-iv"));
        Assert.All(comparison.Attributes, attribute => Assert.Equal(("K", "profile: basis none"), (attribute.First.Action, attribute.First.Reason)));
        Assert.Equal(Shipped("level-iv").WholeSlideRules.Rules.Count, comparison.Attributes.Count);
    }

    private static ProfileComparison Compare(string first, string second) => ProfileComparison.Compare(
        ResolvedProfile.Resolve(TestProfiles.Parse(first)), ResolvedProfile.Resolve(TestProfiles.Parse(second)));

    private static ResolvedProfile Shipped(string name) => ResolvedProfile.Resolve(TestProfiles.Catalog.Load(name));
}
