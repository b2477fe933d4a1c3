using System.Text.Json;
using System.Text.RegularExpressions;

namespace WsiDicomizer.EndToEnd.Tests.Running;

/// <summary>What a synthetic slide's answer key says.</summary>
internal static class PlantedValues
{
    private const int LongEnough = 6;

    /// <summary>All planted values.</summary>
    public static List<PlantedValue> Of(string slide)
    {
        using var answers = Read(slide);
        return [.. answers.RootElement.GetProperty("entries").EnumerateArray().Select(entry => new PlantedValue(
            entry.GetProperty("where").GetString()!, entry.GetProperty("kind").GetString()!, entry.GetProperty("value").GetString()!))];
    }

    /// <summary>The texts that are long enough to be searched for without finding them by chance.</summary>
    public static List<string> Searchable(string slide) =>
        [.. Of(slide).Select(entry => entry.Value).Where(value => value.Length >= LongEnough).Distinct(StringComparer.Ordinal)];

    /// <summary>How many tiles of a level have no bytes.</summary>
    public static int MissingTiles(string slide, int level)
    {
        using var answers = Read(slide);
        return answers.RootElement.GetProperty("levels")[level].GetProperty("missingTiles").GetArrayLength();
    }

    /// <summary>Demands that <c>inspect</c> tells every value.</summary>
    public static void AssertInspected(string slide)
    {
        using var document = JsonDocument.Parse(Wsidicomizer.RunWell("inspect", "--json", slide).Output);
        var records = document.RootElement.GetProperty("identity").EnumerateArray()
            .Select(record => new PlantedValue(
                record.GetProperty("location").GetString()!,
                record.GetProperty("kind").GetString()!,
                record.TryGetProperty("value", out var value) ? value.GetString() ?? string.Empty : string.Empty))
            .ToList();

        var expected = Of(slide);
        Assert.True(expected.Count > 10);
        Assert.All(expected, entry => Assert.Contains(records, record => Answers(record, entry)));
    }

    private static bool Answers(PlantedValue record, PlantedValue entry)
    {
        // Tags are spelled differently by reader and writer; their numbers are not.
        var place = Regex.Match(entry.Where, "^(?:file name|page [0-9]+(?:, tag [0-9]+)?)").Value;
        return record.Where.StartsWith(place, StringComparison.Ordinal)
            && (entry.Where.EndsWith("pixels", StringComparison.Ordinal)
                ? record.Kind == entry.Kind
                : entry.Where == "file name"
                    ? entry.Value.StartsWith(record.Value, StringComparison.Ordinal)
                    : record.Value.Contains(entry.Value.Trim(), StringComparison.Ordinal));
    }

    private static JsonDocument Read(string slide) => JsonDocument.Parse(File.ReadAllBytes(slide + ".answers.json"));
}

/// <summary>A planted value, or a record of one.</summary>
/// <param name="Where">The place.</param>
/// <param name="Kind">What kind of identity it is.</param>
/// <param name="Value">The value; empty for pictures.</param>
internal sealed record PlantedValue(string Where, string Kind, string Value);
