using System.Text.Json;
using WsiDicomizer.Conversion.CaseData.Binding;
using WsiDicomizer.Conversion.CaseData.Model;
using WsiDicomizer.Tests.Support;

namespace WsiDicomizer.Conversion.Tests.CaseData;

/// <summary>The schema and the reader know the same names.</summary>
public class CaseSchemaTests
{
    private static readonly JsonElement Schema = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(
        SharedSlides.RepositoryRoot, "src", "WsiDicomizer.Conversion", "CaseData", "case-metadata.schema.json"))).RootElement;

    [Fact]
    public void Schema_Names_AreThoseOfTheReader()
    {
        Assert.Equal(CaseFields.OfSlide.Order(), NamesOf("slide").Order());
        Assert.Equal(CaseFields.OfSpecimen.Order(), NamesOf("specimen").Order());
        Assert.Equal(CaseFields.OfStep.Order(), NamesOf("step").Order());
    }

    [Fact]
    public void Schema_Steps_AreThoseOfTheReader() => Assert.Equal(
        Enum.GetNames<PreparationKind>().Select(name => name.ToLowerInvariant()).Order(),
        Definition("step").GetProperty("properties").GetProperty("Step").GetProperty("enum").EnumerateArray()
            .Select(name => name.GetString()).Order());

    private static JsonElement Definition(string name) => Schema.GetProperty("$defs").GetProperty(name);

    private static IEnumerable<string> NamesOf(string definition) =>
        Definition(definition).GetProperty("properties").EnumerateObject().Select(property => property.Name);
}
