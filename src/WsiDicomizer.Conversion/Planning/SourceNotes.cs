using System.Globalization;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Conversion.Planning;

/// <summary>What a person should know of the source's files: how sound they are. Codes and counts, no names, no values.</summary>
internal static class SourceNotes
{
    /// <summary>The notes of a slide, one sentence each.</summary>
    /// <param name="slide">The slide.</param>
    public static IEnumerable<string> Of(Slide slide)
    {
        if (slide.ToleratedFaults.Count > 0)
        {
            var codes = slide.ToleratedFaults.GroupBy(fault => fault.Code, StringComparer.Ordinal)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Key} ({group.Count()})"));
            yield return "faults of the source's files were tolerated: "
                + $"{string.Join(", ", codes)}; inspect tells what and where they are";
        }

        if (slide.UnreadableFiles.Count > 0)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"files beside the slide that cannot be read, and may be part of it: {slide.UnreadableFiles.Count}; inspect names them");
        }
    }
}
