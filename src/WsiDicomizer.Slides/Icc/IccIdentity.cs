using System.Buffers.Binary;
using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.Slides.Icc;

/// <summary>Where an ICC profile holds texts, a date, or elements that no rule knows: the same for every format.</summary>
/// <remarks>
/// Source: ICC.1:2010 clauses 7.2 (header), 7.3 (tag table), 10.13 (multiLocalizedUnicodeType), 10.22 (textType);
/// ICC.1:2001-04 clause 6.5.17 (textDescriptionType).
/// </remarks>
public static class IccIdentity
{
    private const int HeaderBytes = 128;
    private const int TagBytes = 12;
    private const int MaxTags = 256;
    private const int MaxNames = 64;

    // Elements of numbers: curves, matrices, tables, measuring conditions.
    private static readonly FrozenSet<string> Harmless = new[]
    {
        "A2B0", "A2B1", "A2B2", "B2A0", "B2A1", "B2A2", "D2B0", "D2B1", "D2B2", "D2B3", "B2D0", "B2D1", "B2D2", "B2D3",
        "rXYZ", "gXYZ", "bXYZ", "rTRC", "gTRC", "bTRC", "kTRC", "wtpt", "bkpt", "chad", "chrm", "lumi", "meas", "view",
        "gamt", "pre0", "pre1", "pre2", "tech", "clrt", "clro", "clot", "rig0", "rig2", "ciis", "resp",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Finds the records of a profile.</summary>
    /// <param name="profile">The profile; what is no profile, or a damaged one, is one record as a whole.</param>
    /// <param name="location">The place of the profile in words, e.g. <c>page 0, tag 34675 IccProfile</c>.</param>
    /// <param name="position">The place of the profile in its file.</param>
    public static IReadOnlyList<IdentityRecord> FindRecords(ReadOnlySpan<byte> profile, string location, long position)
    {
        ArgumentNullException.ThrowIfNull(location);
        var records = new List<IdentityRecord>();
        if (profile.IsEmpty)
        {
            return records;
        }

        if (!TryFindRecords(profile, new Place(location, position), records))
        {
            records.Clear();
            records.Add(new Place(location, position).Record(
                "ICC profile", null, IdentityKind.UnknownKey, 0, profile.Length));
        }

        return records;
    }

    private static bool TryFindRecords(ReadOnlySpan<byte> profile, Place place, List<IdentityRecord> records)
    {
        if (profile.Length < HeaderBytes + 4)
        {
            return false;
        }

        AddDate(profile, place, records);
        var count = BinaryPrimitives.ReadUInt32BigEndian(profile[HeaderBytes..]);
        if (count > MaxTags || HeaderBytes + 4 + (count * TagBytes) > profile.Length)
        {
            return false;
        }

        for (var i = 0; i < count; i++)
        {
            var entry = profile.Slice(HeaderBytes + 4 + (i * TagBytes), TagBytes);
            var offset = BinaryPrimitives.ReadUInt32BigEndian(entry[4..]);
            var length = BinaryPrimitives.ReadUInt32BigEndian(entry[8..]);
            if (offset > profile.Length || length > profile.Length - offset)
            {
                return false;
            }

            AddElement(profile, Encoding.Latin1.GetString(entry[..4]), (int)offset, (int)length, place, records);
        }

        return true;
    }

    private static void AddDate(ReadOnlySpan<byte> profile, Place place, List<IdentityRecord> records)
    {
        // ICC.1:2010 clause 7.2.10: year, month, day, hours, minutes, seconds.
        var date = profile.Slice(24, 12);
        if (!date.ContainsAnyExcept((byte)0))
        {
            return;
        }

        var parts = new ushort[6];
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = BinaryPrimitives.ReadUInt16BigEndian(date[(2 * i)..]);
        }

        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{parts[0]:D4}-{parts[1]:D2}-{parts[2]:D2} {parts[3]:D2}:{parts[4]:D2}:{parts[5]:D2}");
        records.Add(place.Record("ICC creation date", text, IdentityKind.Date, 24, 12));
    }

    private static void AddElement(
        ReadOnlySpan<byte> profile, string tag, int offset, int length, Place place, List<IdentityRecord> records)
    {
        var element = profile.Slice(offset, length);
        var type = length >= 8 ? Encoding.Latin1.GetString(element[..4]) : string.Empty;
        switch (type)
        {
            case "text":
                AddText(element, tag, 8, length - 8, offset, place, records);
                break;
            case "desc" when length >= 12:
                var textLength = Math.Min(BinaryPrimitives.ReadUInt32BigEndian(element[8..]), (uint)length - 12);
                AddText(element, tag, 12, (int)textLength, offset, place, records);
                break;
            case "mluc" when length >= 16:
                AddNames(element, tag, offset, place, records);
                break;
            default:
                if (!Harmless.Contains(tag))
                {
                    records.Add(place.Record(
                        $"ICC element {Printable(tag)}", null, IdentityKind.UnknownKey, offset, length));
                }

                break;
        }
    }

    private static void AddNames(
        ReadOnlySpan<byte> element, string tag, int offset, Place place, List<IdentityRecord> records)
    {
        var count = Math.Min(BinaryPrimitives.ReadUInt32BigEndian(element[8..]), MaxNames);
        for (var i = 0; i < count && 16 + ((i + 1) * TagBytes) <= element.Length; i++)
        {
            var name = element.Slice(16 + (i * TagBytes), TagBytes);
            var length = BinaryPrimitives.ReadUInt32BigEndian(name[4..]);
            var start = BinaryPrimitives.ReadUInt32BigEndian(name[8..]);
            if (start <= element.Length && length > 0 && length <= element.Length - start)
            {
                var text = Encoding.BigEndianUnicode.GetString(element.Slice((int)start, (int)length)).TrimEnd('\0', ' ');
                records.Add(place.Record(
                    $"ICC {Printable(tag)}", text, IdentityKind.Text, offset + (int)start, (int)length));
            }
        }
    }

    private static void AddText(
        ReadOnlySpan<byte> element, string tag, int start, int length, int offset, Place place, List<IdentityRecord> records)
    {
        var text = TiffText.Decode(element.Slice(start, length)).Trim();
        if (text.Length > 0)
        {
            records.Add(place.Record($"ICC {Printable(tag)}", text, IdentityKind.Text, offset + start, length));
        }
    }

    /// <summary>A signature of four bytes as a name; bytes that are no letters become question marks.</summary>
    private static string Printable(string signature) =>
        string.Concat(signature.Select(c => char.IsAsciiLetterOrDigit(c) || c == ' ' ? c : '?'));

    private readonly record struct Place(string Location, long Position)
    {
        public IdentityRecord Record(string name, string? value, IdentityKind kind, int offset, int length) => new()
        {
            Location = Location,
            Name = name,
            Value = value,
            Kind = kind,
            Range = new ByteRange(Position + offset, length),
        };
    }
}
