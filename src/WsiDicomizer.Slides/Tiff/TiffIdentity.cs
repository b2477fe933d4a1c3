using System.Collections.Frozen;
using System.Globalization;

namespace WsiDicomizer.Slides.Tiff;

/// <summary>Which tags of a TIFF file identify, as data: a whitelist, so that a tag nobody thought of counts as identity.</summary>
/// <remarks>
/// For the tags that every vendor shares. Tag 270 and 34675 are texts with a grammar of their own and are left to the
/// formats. Sources: TIFF 6.0; Exif 2.32; the tag lists of DSA-WSI-DeID and PathSafe.
/// </remarks>
public static class TiffIdentity
{
    // Longer arrays are named with their place but not quoted.
    private const ulong MaxQuotedNumbers = 64;

    private static readonly FrozenDictionary<TiffTag, IdentityKind> Kinds = new Dictionary<TiffTag, IdentityKind>
    {
        [TiffTag.DocumentName] = IdentityKind.Text,
        [TiffTag.Make] = IdentityKind.Text,
        [TiffTag.Model] = IdentityKind.Text,
        [TiffTag.PageName] = IdentityKind.Text,
        [TiffTag.Software] = IdentityKind.Text,
        [TiffTag.DateTime] = IdentityKind.Date,
        [TiffTag.Artist] = IdentityKind.Person,
        [TiffTag.HostComputer] = IdentityKind.Identifier,
        [TiffTag.Xmp] = IdentityKind.Text,
        [TiffTag.ImageID] = IdentityKind.Identifier,
        [TiffTag.Copyright] = IdentityKind.Text,
        [TiffTag.Iptc] = IdentityKind.Text,
        [TiffTag.Photoshop] = IdentityKind.Text,
        [TiffTag.DateTimeOriginal] = IdentityKind.Date,
        [TiffTag.DateTimeDigitized] = IdentityKind.Date,
        [TiffTag.OffsetTime] = IdentityKind.TimeZone,
        [TiffTag.OffsetTimeOriginal] = IdentityKind.TimeZone,
        [TiffTag.OffsetTimeDigitized] = IdentityKind.TimeZone,
        [TiffTag.MakerNote] = IdentityKind.Text,
        [TiffTag.UserComment] = IdentityKind.Text,
        [TiffTag.ImageUniqueID] = IdentityKind.Identifier,
        [TiffTag.CameraOwnerName] = IdentityKind.Person,
        [TiffTag.BodySerialNumber] = IdentityKind.Serial,
    }.ToFrozenDictionary();

    // Numbers that describe how the picture is stored, and pointers to directories that are asked for themselves.
    private static readonly FrozenSet<TiffTag> HarmlessNumbers = new[]
    {
        TiffTag.NewSubfileType, TiffTag.SubfileType, TiffTag.ImageWidth, TiffTag.ImageLength, TiffTag.BitsPerSample,
        TiffTag.Compression, TiffTag.PhotometricInterpretation, TiffTag.FillOrder, TiffTag.StripOffsets,
        TiffTag.Orientation, TiffTag.SamplesPerPixel, TiffTag.RowsPerStrip, TiffTag.StripByteCounts,
        TiffTag.MinSampleValue, TiffTag.MaxSampleValue, TiffTag.XResolution, TiffTag.YResolution,
        TiffTag.PlanarConfiguration, TiffTag.ResolutionUnit, TiffTag.PageNumber, TiffTag.Predictor, TiffTag.WhitePoint,
        TiffTag.PrimaryChromaticities, TiffTag.ColorMap, TiffTag.TileWidth, TiffTag.TileLength, TiffTag.TileOffsets,
        TiffTag.TileByteCounts, TiffTag.SubIFDs, TiffTag.ExtraSamples, TiffTag.SampleFormat, TiffTag.YCbCrCoefficients,
        TiffTag.YCbCrSubSampling, TiffTag.YCbCrPositioning, TiffTag.ReferenceBlackWhite, TiffTag.ImageDepth,
        TiffTag.TileDepth, TiffTag.ExifIfd, TiffTag.GpsIfd, TiffTag.InteroperabilityIfd,
    }.ToFrozenSet();

    /// <summary>Whether a tag identifies, whatever its value.</summary>
    /// <param name="entry">The tag; its type counts too: text in a tag for numbers is not what the tag is for.</param>
    /// <returns>The kind of identity, or null for a harmless tag.</returns>
    public static IdentityKind? Classify(TiffEntry entry)
    {
        if (Kinds.TryGetValue(entry.Tag, out var kind))
        {
            return kind;
        }

        var isNumber = entry.Type.ElementBytes() > 0 && !entry.Type.IsBytes();
        return (isNumber && HarmlessNumbers.Contains(entry.Tag)) || entry.Tag == TiffTag.JpegTables
            ? null
            : IdentityKind.UnknownKey;
    }

    /// <summary>The identity records of directories' tags, one for each text in them.</summary>
    /// <param name="directories">The directories, children too.</param>
    /// <param name="ownTags">Tags that the format answers for itself.</param>
    /// <exception cref="SlideFormatException">A value that identifies cannot be read.</exception>
    public static IEnumerable<IdentityRecord> FindRecords(
        IEnumerable<TiffDirectory> directories, IReadOnlySet<TiffTag> ownTags)
    {
        ArgumentNullException.ThrowIfNull(directories);
        ArgumentNullException.ThrowIfNull(ownTags);
        var quoted = 0L;
        foreach (var directory in directories)
        {
            foreach (var entry in directory.Entries)
            {
                if (ownTags.Contains(entry.Tag) || Classify(entry) is not { } kind || entry.Value is { Length: 0 })
                {
                    continue;
                }

                // Many tags may share one long value in a hostile file: what is quoted is bounded over all of them.
                quoted += entry.Value?.Length ?? 0;
                foreach (var (text, range) in Quote(directory, entry, quoted <= directory.Limits.MaxQuotedBytes))
                {
                    yield return new IdentityRecord
                    {
                        Location = $"{directory.Location}, {entry.Name}",
                        Name = Enum.IsDefined(entry.Tag) ? entry.Tag.ToString() : entry.Name,
                        Value = text,
                        Kind = kind,
                        Range = range,
                    };
                }
            }
        }
    }

    /// <summary>The texts of a value: several where NULs stand between them; null for what is no text.</summary>
    private static List<(string? Text, ByteRange Range)> Quote(
        TiffDirectory directory, TiffEntry entry, bool mayQuote)
    {
        // A value that cannot be located is answered for by its whole entry.
        var whole = entry.Value ?? entry.Field;
        if (entry.Value is not { } value || !mayQuote)
        {
            return [(null, whole)];
        }

        if (entry.Type.IsBytes())
        {
            var texts = SplitTexts(directory.ReadBytes(entry), value.Offset);
            return texts.Exists(text => text.Text is null) ? [(null, whole)] : texts;
        }

        var isShort = entry.Type.IsUnsignedInteger() && entry.Count <= MaxQuotedNumbers;
        return [(isShort ? QuoteNumbers(directory.ReadIntegers(entry)) : null, whole)];
    }

    private static List<(string? Text, ByteRange Range)> SplitTexts(ReadOnlySpan<byte> bytes, long position)
    {
        var texts = new List<(string? Text, ByteRange Range)>();
        var start = 0;
        while (start < bytes.Length)
        {
            var length = TiffText.LengthToNul(bytes[start..]);
            var text = TiffText.DecodeAll(bytes.Slice(start, length));
            if (!string.IsNullOrWhiteSpace(text))
            {
                var isText = !text.Any(c => char.IsControl(c) && c is not ('\r' or '\n' or '\t'));
                texts.Add((isText ? text.Trim() : null, new ByteRange(position + start, length)));
            }

            start += length + 1;
        }

        return texts;
    }

    private static string QuoteNumbers(TiffIntegerArray numbers) =>
        string.Join(
            ',', Enumerable.Range(0, numbers.Count).Select(i => numbers[i].ToString(CultureInfo.InvariantCulture)));
}
