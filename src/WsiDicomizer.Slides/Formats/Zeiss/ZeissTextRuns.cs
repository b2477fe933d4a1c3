using System.Text;

namespace WsiDicomizer.Slides.Formats.Zeiss;

/// <summary>Texts in bytes whose structure is not known: runs of printable ASCII.</summary>
internal static class ZeissTextRuns
{
    // Shorter ones occur by chance.
    private const int LeastLength = 6;
    private const int MostLength = 4096;
    private const int MostRuns = 1_000;

    /// <summary>Finds the runs.</summary>
    /// <param name="bytes">Any bytes.</param>
    /// <returns>Where each begins and ends, and its text, in order; the first thousand.</returns>
    public static IReadOnlyList<(int Start, string Text)> Find(ReadOnlySpan<byte> bytes)
    {
        var runs = new List<(int, string)>();
        for (var at = 0; at < bytes.Length && runs.Count < MostRuns;)
        {
            var length = bytes[at..].IndexOfAnyExceptInRange((byte)' ', (byte)'~');
            length = Math.Min(length < 0 ? bytes.Length - at : length, MostLength);
            if (length >= LeastLength)
            {
                runs.Add((at, Encoding.ASCII.GetString(bytes.Slice(at, length))));
            }

            at += Math.Max(1, length);
        }

        return runs;
    }
}
