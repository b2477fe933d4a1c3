using System.IO.Compression;
using System.Text;
using WsiDicomizer.SyntheticSlides.AnswerKeys;

namespace WsiDicomizer.InPlace.Tests.Running;

/// <summary>Looks for planted values in the bytes and names of files, as text in many spellings and inside deflated pieces.</summary>
internal static class Leaks
{
    // Shorter ones stand in any file by chance.
    private const int LongEnough = 5;

    /// <summary>The values of an answer key that are found in a folder.</summary>
    /// <returns>Where the value was planted, the file it is in and how it is spelled there; never the value.</returns>
    public static List<string> Find(AnswerKey answers, string folder)
    {
        var patterns = answers.Entries
            .Where(entry => !entry.Where.EndsWith("pixels", StringComparison.Ordinal) && entry.Value.Trim().Length >= LongEnough)
            .SelectMany(entry => Spellings(entry).Select(spelling => (entry.Where, spelling.Name, spelling.Bytes)))
            .DistinctBy(pattern => Convert.ToHexString(pattern.Bytes)).ToList();
        var found = new List<string>();
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            var name = Encoding.UTF8.GetBytes(Path.GetRelativePath(folder, path));
            var bytes = File.ReadAllBytes(path);
            var pieces = Inflated(bytes).Prepend(bytes).Prepend(name).ToList();
            found.AddRange(patterns
                .Where(pattern => pieces.Exists(piece => piece.AsSpan().IndexOf(pattern.Bytes) >= 0))
                .Select(pattern => $"{pattern.Where} as {pattern.Name} in {Path.GetExtension(path)}"));
        }

        return found;
    }

    private static IEnumerable<(string Name, byte[] Bytes)> Spellings(AnswerKeyEntry entry)
    {
        var value = entry.Value.Trim();
        yield return ("text", Encoding.UTF8.GetBytes(value));
        yield return ("Latin-1", Encoding.Latin1.GetBytes(value));
        yield return ("UTF-16 LE", Encoding.Unicode.GetBytes(value));
        yield return ("UTF-16 BE", Encoding.BigEndianUnicode.GetBytes(value));
        yield return ("hex", Encoding.ASCII.GetBytes(Convert.ToHexString(Encoding.UTF8.GetBytes(value))));
        yield return ("hex", Encoding.ASCII.GetBytes(Convert.ToHexStringLower(Encoding.UTF8.GetBytes(value))));
        yield return ("XML", Encoding.UTF8.GetBytes(System.Security.SecurityElement.Escape(value)!));
        for (var alignment = 0; alignment < 3; alignment++)
        {
            yield return ("Base64", Base64(Encoding.UTF8.GetBytes(value), alignment));
        }
    }

    // The characters that depend on the value alone, whatever stands around it.
    private static byte[] Base64(byte[] value, int alignment)
    {
        var text = Convert.ToBase64String([.. new byte[alignment], .. value]);
        var start = alignment == 0 ? 0 : alignment + 1;
        var whole = (alignment + value.Length) * 8 / 6;
        return Encoding.ASCII.GetBytes(text[start..whole]);
    }

    private static IEnumerable<byte[]> Inflated(byte[] bytes)
    {
        for (var i = 0; i + 2 < bytes.Length; i++)
        {
            if (bytes[i] == 0x78 && bytes[i + 1] is 0x01 or 0x5E or 0x9C or 0xDA && TryInflate(bytes, i) is { Length: > 4 } piece)
            {
                yield return piece;
            }
        }
    }

    private static byte[]? TryInflate(byte[] bytes, int start)
    {
        try
        {
            using var stream = new ZLibStream(new MemoryStream(bytes, start, bytes.Length - start), CompressionMode.Decompress);
            var piece = new byte[1 << 20];
            return piece[..stream.ReadAtLeast(piece, piece.Length, throwOnEndOfStream: false)];
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
