using System.Text;
using WsiDicomizer.Cli.Demo;
using WsiDicomizer.SyntheticSlides.AnswerKeys;

namespace WsiDicomizer.Cli.Tests.Demo;

public class SearchFormsTests
{
    [Theory]
    [InlineData(PlantedKind.Date, "12/29/23", "20231229")]
    [InlineData(PlantedKind.Date, "12/29/2023", "2023-12-29")]
    [InlineData(PlantedKind.Date, "2023:12:29 09:59:15", "20231229")]
    [InlineData(PlantedKind.Date, "2023:12:29 09:59:15", "29.12.2023")]
    [InlineData(PlantedKind.LabelImage, "12/29/2023", "29 dec 2023")]
    [InlineData(PlantedKind.Time, "09:59:15", "095915")]
    [InlineData(PlantedKind.TimeZone, "GMT-05:00", "-0500")]
    [InlineData(PlantedKind.Person, "DOE, JANE", "doe^jane")]
    [InlineData(PlantedKind.Person, "DOE, JANE", "jane doe")]
    [InlineData(PlantedKind.Text, "Doe Jane S24-0815", "s24-0815")]
    [InlineData(PlantedKind.Identifier, "S24-0815", "s240815")]
    public void Of_Value_HasTheOtherFormToo(PlantedKind kind, string value, string expected) =>
        Assert.Contains(
            SearchForms.Of(0, Entry(kind, value)),
            pattern => pattern.IgnoreCase && Encoding.UTF8.GetString(pattern.Bytes.Span) == expected);

    [Fact]
    public void Of_ShortValue_IsNotSearched() => Assert.Empty(SearchForms.Of(0, Entry(PlantedKind.Person, "Doe")));

    [Fact]
    public void Of_BytesOfTheSource_AreSearchedAsTheyAre()
    {
        var entry = Entry(PlantedKind.Date, "abcdef") with { BytesHex = "07e7000c001d0009" };

        Assert.Contains(
            SearchForms.Of(0, entry),
            pattern => !pattern.IgnoreCase && Convert.ToHexStringLower(pattern.Bytes.Span) == entry.BytesHex);
    }

    private static AnswerKeyEntry Entry(PlantedKind kind, string value) =>
        new() { Kind = kind, Value = value, Name = "name", Where = "where" };
}
