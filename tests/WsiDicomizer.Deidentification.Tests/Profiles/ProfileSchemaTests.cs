using System.Text.Json;
using WsiDicomizer.Deidentification.Profiles;
using WsiDicomizer.Deidentification.Tables;
using WsiDicomizer.Deidentification.Tests.Support;

namespace WsiDicomizer.Deidentification.Tests.Profiles;

/// <summary>The JSON Schema that editors use knows the words of the parser, and no others.</summary>
public sealed class ProfileSchemaTests : IDisposable
{
    private readonly JsonDocument _schema =
        JsonDocument.Parse(File.ReadAllText(Path.Combine(TestProfiles.Catalog.Directory, "profile.schema.json")));

    public void Dispose() => _schema.Dispose();

    [Fact]
    public void Keys_OfEveryMapping_AreThoseOfTheParser()
    {
        AssertKeys(ProfileParser.TopLevelKeys, "properties");
        AssertKeys(DatePolicyParser.Keys, "properties", "dates", "properties");
        AssertKeys(ImagePolicyParser.Keys, "properties", "images", "properties");
        AssertKeys(TextPolicyParser.Keys, "properties", "texts", "properties");
        AssertKeys(ScannerRuleParser.Keys, "properties", "scanners", "items", "properties");
        AssertKeys(AttributeRuleParser.IdentifierKeys, "properties", "identifiers", "additionalProperties", "properties");
        var forms = Find("$defs", "attributes", "additionalProperties", "oneOf");
        Assert.Equal(AttributeOverrideParser.Keys.Order(), Names(forms[1].GetProperty("properties")).Order());
    }

    [Fact]
    public void Words_OfEveryChoice_AreThoseOfTheParser()
    {
        Assert.Equal(
            Enum.GetValues<DeidentificationOption>().Where(OptionListParser.CanCarryOut).Select(option => option.GetName()),
            Words("properties", "options", "items", "enum"));
        AssertWords("basis: WORD", "properties", "basis", "enum");
        AssertWords("basis: ps3.15-basic\nunknown: WORD", "properties", "unknown", "enum");
        AssertWords("basis: ps3.15-basic\nimages: { label: WORD }", "properties", "images", "properties", "label", "enum");
        AssertWords("basis: ps3.15-basic\nimages: { thumbnail: WORD, overview: WORD }", "$defs", "picture", "enum");
        AssertWords("basis: ps3.15-basic\nattributes: { ReferencedImageSequence: WORD }", "$defs", "action", "enum");
        const string Dates = "basis: ps3.15-basic\noptions: [retain-longitudinal-modified-dates]\ndates: ";
        AssertWords(Dates + "{ order: WORD }", "properties", "dates", "properties", "order", "enum");
        AssertWords(Dates + "{ shift: WORD }", "properties", "dates", "properties", "shift", "enum");
        AssertWords(Dates + "{ coarsen: WORD }", "properties", "dates", "properties", "coarsen", "enum");
    }

    // Every word of the schema is read, and one that it does not have is told with exactly those.
    private void AssertWords(string profile, params string[] path)
    {
        var words = Words(path).ToList();
        Assert.All(words, word => ProfileParser.Parse("name: a\n" + profile.Replace("WORD", word, StringComparison.Ordinal), "p.yaml"));
        var wrong = Assert.Throws<ProfileException>(
            () => ProfileParser.Parse("name: a\n" + profile.Replace("WORD", "nothing-of-it", StringComparison.Ordinal), "p.yaml"));
        Assert.EndsWith("allowed: " + string.Join(", ", words), wrong.Message, StringComparison.Ordinal);
    }

    private void AssertKeys(IEnumerable<string> expected, params string[] path) => Assert.Equal(expected.Order(), Names(Find(path)).Order());

    private IEnumerable<string> Words(params string[] path) => Find(path).EnumerateArray().Select(word => word.GetString()!);

    private static IEnumerable<string> Names(JsonElement mapping) => mapping.EnumerateObject().Select(property => property.Name);

    private JsonElement Find(params string[] path) =>
        path.Aggregate(_schema.RootElement, (element, name) => element.GetProperty(name));
}
