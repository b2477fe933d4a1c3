using WsiDicomizer.Dicom;
using WsiDicomizer.Verification.Conformance.Attributes;

namespace WsiDicomizer.Verification.Tests.Conformance;

/// <summary>The IOD's table is whole, and the conditions are those of places that it has.</summary>
public class WsmDefinitionTests
{
    [Fact]
    public void Default_ModulesAndGroups_AreThoseOfTheIod()
    {
        Assert.Equal(27, WsmDefinition.Default.Modules.Count);
        Assert.Equal(9, WsmDefinition.Default.FunctionalGroups.Count);
        Assert.All(WsmDefinition.Default.FunctionalGroups, group => Assert.Single(group.Attributes));
    }

    [Fact]
    public void Default_EveryAttribute_HasTheKeywordOfTheDictionary()
    {
        var attributes = All().ToList();

        Assert.InRange(attributes.Count, 600, 20_000);
        Assert.All(attributes, attribute =>
            Assert.Equal(attribute.Keyword, DicomDictionary.Default.GetKeyword(attribute.Tag)));
    }

    [Fact]
    public void Conditions_AllKeys_AreUsed()
    {
        var used = All().Select(attribute => attribute.Condition).OfType<PresenceCondition>().ToHashSet();

        Assert.All(PresenceConditions.Keys, key => Assert.Contains(PresenceConditions.Find(key)!, used));
    }

    [Theory]
    [InlineData("DA", "20240229", true)]
    [InlineData("DA", "20230229", false)]
    [InlineData("TM", "235960.123456", true)]
    [InlineData("TM", "2460", false)]
    [InlineData("DT", "2024", true)]
    [InlineData("DT", "20240102030405.5+0100", true)]
    [InlineData("DT", "20241302", false)]
    [InlineData("DS", "-1.5E-10", true)]
    [InlineData("DS", "12345678901234567", false)]
    [InlineData("DS", "1,5", false)]
    [InlineData("IS", "2147483648", false)]
    [InlineData("CS", "YBR_FULL_422", true)]
    [InlineData("CS", "lower", false)]
    [InlineData("UI", "1.02", false)]
    [InlineData("AS", "042Y", true)]
    [InlineData("AS", "42Y", false)]
    [InlineData("PN", "A^B=C=D", true)]
    [InlineData("PN", "A=B=C=D", false)]
    [InlineData("SH", "sixteen letters!", true)]
    [InlineData("SH", "sixteen letters!!", false)]
    public void FindFault_Value_IsJudgedByItsVR(string vr, string value, bool isWellFormed) =>
        Assert.Equal(isWellFormed, ValueForms.FindFault(DicomVR.Parse(vr), value) is null);

    private static IEnumerable<AttributeDefinition> All() => WsmDefinition.Default.Modules
        .Concat(WsmDefinition.Default.FunctionalGroups).SelectMany(module => module.Attributes).SelectMany(Flatten);

    private static IEnumerable<AttributeDefinition> Flatten(AttributeDefinition attribute) =>
        attribute.Items.SelectMany(Flatten).Prepend(attribute);
}
