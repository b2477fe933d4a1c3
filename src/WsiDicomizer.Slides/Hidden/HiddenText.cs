using System.Text;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.Slides.Hidden;

/// <summary>Texts in bytes whose structure is not known: runs of printable characters of one byte, or of two (UTF-16).</summary>
internal static class HiddenText
{
    // Shorter ones occur by chance.
    private const int LeastCharacters = 6;
    private const int MostCharacters = 4096;
    private const int MostRuns = 1_000;

    /// <summary>The text, where bytes are nothing else; zeros and blanks around it and between texts do not count.</summary>
    /// <param name="bytes">Any bytes.</param>
    public static string? TryRead(ReadOnlySpan<byte> bytes)
    {
        if (IsWide(bytes) && ToText(Encoding.Unicode.GetString(Padded(bytes))) is { } wide)
        {
            return wide;
        }

        return ToText(TiffText.DecodeAll(bytes));
    }

    /// <summary>Finds the runs.</summary>
    /// <param name="bytes">Any bytes.</param>
    /// <returns>Where each begins, its bytes and its text, in order; the first thousand.</returns>
    public static IReadOnlyList<HiddenTextRun> FindRuns(ReadOnlySpan<byte> bytes)
    {
        List<HiddenTextRun> runs = [];
        for (var at = 0; at < bytes.Length && runs.Count < MostRuns;)
        {
            var (characters, width) = (Count(bytes[at..], 1), 1);
            if (characters == 1)
            {
                (characters, width) = (Count(bytes[at..], 2), 2);
            }

            if (characters >= LeastCharacters)
            {
                var run = bytes.Slice(at, Math.Min(characters * width, bytes.Length - at));
                var text = width == 1 ? Encoding.ASCII.GetString(run) : Encoding.Unicode.GetString(Padded(run));
                runs.Add(new HiddenTextRun(at, run.Length, text));
            }

            at += Math.Max(1, characters * width);
        }

        return runs;
    }

    // The zero behind the last character may be taken for the end of the run.
    private static int Count(ReadOnlySpan<byte> bytes, int width)
    {
        var count = 0;
        for (var at = 0; at < bytes.Length && count < MostCharacters; at += width, count++)
        {
            if (!IsPrintable(bytes[at]) || (width == 2 && at + 1 < bytes.Length && bytes[at + 1] != 0))
            {
                break;
            }
        }

        return count;
    }

    private static bool IsWide(ReadOnlySpan<byte> bytes)
    {
        for (var at = 0; at < bytes.Length; at++)
        {
            if (at % 2 == 0 ? bytes[at] != 0 && !IsPrintable(bytes[at]) : bytes[at] != 0)
            {
                return false;
            }
        }

        return bytes.Length >= 4;
    }

    private static bool IsPrintable(byte value) => value is >= (byte)' ' and <= (byte)'~';

    private static byte[] Padded(ReadOnlySpan<byte> bytes) => bytes.Length % 2 == 0 ? bytes.ToArray() : [.. bytes, 0];

    private static string? ToText(string decoded)
    {
        var text = decoded.Replace('\0', ' ').Trim();
        return text.Length > 0 && !text.Any(c => char.IsControl(c) && c is not ('\r' or '\n' or '\t')) ? text : null;
    }
}

/// <summary>A run of printable characters.</summary>
/// <param name="Start">Its first byte.</param>
/// <param name="Length">Its bytes.</param>
/// <param name="Text">Its text.</param>
internal readonly record struct HiddenTextRun(int Start, int Length, string Text);
