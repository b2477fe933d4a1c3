using System.Text;

namespace WsiDicomizer.Conversion.CaseData.Reading;

/// <summary>The bytes of a file as UTF-8, with or without byte order mark; everything else is refused.</summary>
/// <remarks>A file in another encoding would put wrong letters into patients' names without anyone noticing.</remarks>
internal static class CaseTextFile
{
    private const string Advice = "expected UTF-8; in a spreadsheet choose 'CSV UTF-8' when saving";

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a file whole.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limits">How long it may be.</param>
    /// <returns>The bytes behind the byte order mark, all of them UTF-8.</returns>
    /// <exception cref="CaseDataException">It is too long, or not UTF-8.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static byte[] Read(string path, CaseDataLimits limits)
    {
        using var stream = File.OpenRead(path);
        using var content = new MemoryStream();
        var buffer = new byte[64 << 10];

        // A pipe has no length, so what was read counts, not what the system says.
        for (int read; (read = stream.Read(buffer)) > 0;)
        {
            content.Write(buffer, 0, read);
            if (content.Length > limits.MaximumFileBytes)
            {
                throw Whole($"the file is longer than {nameof(CaseDataLimits.MaximumFileBytes)} = {limits.MaximumFileBytes}");
            }
        }

        return Check(content.ToArray());
    }

    /// <summary>Takes off the byte order mark and checks the encoding.</summary>
    /// <param name="bytes">The file.</param>
    /// <exception cref="CaseDataException">It is not UTF-8.</exception>
    public static byte[] Check(byte[] bytes)
    {
        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] || bytes.AsSpan(0, Math.Min(bytes.Length, 64)).Contains((byte)0))
        {
            throw Whole($"the file is UTF-16 or no text; {Advice}");
        }

        var text = bytes is [0xEF, 0xBB, 0xBF, ..] ? bytes[3..] : bytes;
        try
        {
            _ = Strict.GetCharCount(text);
        }
        catch (DecoderFallbackException exception)
        {
            var before = text.AsSpan(0, Math.Max(0, exception.Index));
            throw new CaseDataException(
                [new CaseDataMistake(before.Count((byte)'\n') + 1, 1, $"a letter in this line is not UTF-8; {Advice}")]);
        }

        return text;
    }

    private static CaseDataException Whole(string message) => new([new CaseDataMistake(0, 0, message)]);
}
