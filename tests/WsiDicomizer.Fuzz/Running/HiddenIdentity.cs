using WsiDicomizer.Slides;

namespace WsiDicomizer.Fuzz.Running;

/// <summary>The search for what no structure leads to, for every target that opens slides.</summary>
internal static class HiddenIdentity
{
    /// <summary>Goes through all of it: every record is in its file, and costs no more than the file allows.</summary>
    /// <param name="slide">An opened slide.</param>
    /// <exception cref="SlideFormatException">A table is damaged, or tiles lie upon each other.</exception>
    public static void Require(Slide slide)
    {
        var lengths = slide.Files.Select(path => new FileInfo(path).Length).ToList();
        foreach (var record in slide.FindHiddenIdentity())
        {
            FuzzPropertyException.Require(
                record.Range is { Length: > 0 } range && range.Offset >= 0 && range.End <= lengths[record.FileIndex],
                "hidden identity lies inside its file");
        }

        foreach (var stream in slide.EnumerateStoredStreams())
        {
            FuzzPropertyException.Require(stream.Range.End <= lengths[stream.FileIndex], "a stored stream lies inside its file");
        }
    }
}
