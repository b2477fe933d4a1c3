using System.Buffers.Binary;
using System.Text;
using WsiDicomizer.Deidentification.Icc;

namespace WsiDicomizer.Deidentification.Tests.Icc;

public class IccProfileCleanerTests
{
    private static readonly byte[] Curve = [.. "curv"u8, 0, 0, 0, 0, 0, 0, 0, 1, 2, 0x33];
    private static readonly byte[] Xyz = [.. "XYZ "u8, .. new byte[16]];

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void TryClean_TextsPrivateTagsDateAndHiddenBytes_AreGone(byte version)
    {
        var profile = Profile(version);
        Assert.Equal(IccCleaningResult.Cleaned, IccProfileCleaner.TryClean(profile, false, IccCleaningLimits.Default, out var cleaned));
        Assert.DoesNotContain("MARK", Encoding.Latin1.GetString(cleaned), StringComparison.Ordinal);
        Assert.DoesNotContain("M\0A\0R\0K", Encoding.Latin1.GetString(cleaned), StringComparison.Ordinal);
        Assert.Equal(1900, BinaryPrimitives.ReadUInt16BigEndian(cleaned.AsSpan(24)));
        Assert.All(cleaned[84..128], value => Assert.Equal(0, value));
        var tags = Tags(cleaned);
        Assert.Equal(["desc", "cprt", "wtpt", "rXYZ", "gXYZ", "bXYZ", "rTRC", "gTRC", "bTRC"], tags.Keys);
        Assert.Equal(Curve, tags["rTRC"]);
        Assert.Equal(Xyz, tags["gXYZ"]);
        Assert.Equal(version == 4 ? "mluc" : "desc", Encoding.ASCII.GetString(tags["desc"], 0, 4));
        Assert.Equal(profile[12..24], cleaned[12..24]);
        Assert.Equal(cleaned.Length, BinaryPrimitives.ReadInt32BigEndian(cleaned));
    }

    [Fact]
    public void TryClean_TextInTheHeadersNumbers_IsGone()
    {
        var profile = Profile(2);
        "SMITH JANE 4711 19620713"u8.CopyTo(profile.AsSpan(56));
        profile[67] = 1;

        var cleaned = IccProfileCleaner.Clean(profile, keepDate: true);

        Assert.Equal("000000010000F6D6000100000000D32D", Convert.ToHexString(cleaned, 64, 16));
        Assert.InRange(cleaned[63], 0, 15);
        Assert.All(cleaned[56..63], value => Assert.Equal(0, value));
    }

    [Fact]
    public void TryClean_KeepingDates_KeepsTheDateOnly()
    {
        var cleaned = IccProfileCleaner.Clean(Profile(2), keepDate: true);
        Assert.Equal(2023, BinaryPrimitives.ReadUInt16BigEndian(cleaned.AsSpan(24)));
        Assert.DoesNotContain("MARK", Encoding.Latin1.GetString(cleaned), StringComparison.Ordinal);
    }

    [Fact]
    public void TryClean_OfAClean_IsTheSame()
    {
        var once = IccProfileCleaner.Clean(Profile(4), keepDate: false);
        Assert.Equal(once, IccProfileCleaner.Clean(once, keepDate: false));
    }

    [Fact]
    public void CreateSubstitute_IsAValidScannerProfile()
    {
        var substitute = IccProfileCleaner.CreateSubstitute();
        Assert.Equal(substitute, IccProfileCleaner.Clean(substitute, keepDate: false));
        Assert.Equal("scnrRGB XYZ ", Encoding.ASCII.GetString(substitute, 12, 12));
    }

    [Fact]
    public void TryClean_TablesAtOffsets_KeepTheirPartsAndNothingBetween()
    {
        var table = new byte[32 + 16 + (3 * 16) + 16];
        "mAB "u8.CopyTo(table);
        (table[8], table[9]) = (3, 3);
        BinaryPrimitives.WriteInt32BigEndian(table.AsSpan(12), 48);
        "MARKMARKMARKMARK"u8.CopyTo(table.AsSpan(32));
        for (var curve = 0; curve < 3; curve++)
        {
            Curve.CopyTo(table, 48 + (curve * 16));
        }

        "MARKMARKMARKMARK"u8.CopyTo(table.AsSpan(96));
        var cleaned = Tags(IccProfileCleaner.Clean(Build(4, ("A2B0", table)), keepDate: false))["A2B0"];
        Assert.Equal(table.Length, cleaned.Length);
        Assert.DoesNotContain("MARK", Encoding.Latin1.GetString(cleaned), StringComparison.Ordinal);
        Assert.Equal(Curve, cleaned[80..94]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no profile at all")]
    public void TryClean_WhatIsNoProfile_IsUnusable(string content) => Assert.Equal(
        IccCleaningResult.Unusable,
        IccProfileCleaner.TryClean(Encoding.ASCII.GetBytes(content.PadRight(200)), false, IccCleaningLimits.Default, out _));

    [Fact]
    public void TryClean_WithoutColour_IsUnusable()
    {
        var profile = Build(2, ("desc", Text()), ("rXYZ", Xyz));
        Assert.Equal(IccCleaningResult.Unusable, IccProfileCleaner.TryClean(profile, false, IccCleaningLimits.Default, out _));
        Assert.Throws<DeidentificationException>(() => IccProfileCleaner.Clean(profile, keepDate: false));
    }

    [Fact]
    public void TryClean_Truncated_IsUnusable()
    {
        var profile = Profile(2);
        for (var length = 0; length < profile.Length; length += 7)
        {
            Assert.Equal(
                IccCleaningResult.Unusable, IccProfileCleaner.TryClean(profile.AsSpan(0, length), false, IccCleaningLimits.Default, out _));
        }
    }

    [Fact]
    public void TryClean_Mutated_NeverFailsAndNeverLetsTextThrough()
    {
        var random = new Random(20261121);
        var seeds = new[] { Profile(2), Profile(4) };
        for (var round = 0; round < 20_000; round++)
        {
            var mutated = (byte[])seeds[round % 2].Clone();
            for (var change = random.Next(1, 5); change > 0; change--)
            {
                // Mostly in the header and the tag table, where offsets and lengths are.
                mutated[random.Next(random.Next(2) == 0 ? mutated.Length : 280)] = (byte)random.Next(256);
            }

            if (IccProfileCleaner.TryClean(mutated, false, IccCleaningLimits.Default, out var cleaned) == IccCleaningResult.Cleaned)
            {
                Assert.Equal(cleaned.Length, BinaryPrimitives.ReadInt32BigEndian(cleaned));
                Assert.All(Tags(cleaned), tag => Assert.True(tag.Value.Length >= 8));
                Assert.Equal(cleaned, IccProfileCleaner.Clean(cleaned, keepDate: false));
            }
        }
    }

    private static byte[] Profile(byte version) => Build(
        version,
        ("desc", Text()), ("cprt", Text()), ("dmnd", Text()), ("calt", [.. "dtim"u8, .. new byte[16]]), ("MARK", Text()),
        ("wtpt", Xyz), ("rXYZ", [.. Xyz, .. "MARKMARK"u8]), ("gXYZ", Xyz), ("bXYZ", Xyz),
        ("rTRC", Curve), ("gTRC", [.. Curve, .. "MARK"u8]), ("bTRC", Curve), ("meas", Text()));

    private static byte[] Text() => [.. "text"u8, 0, 0, 0, 0, .. "MARKED by MARK"u8, 0, .. Encoding.BigEndianUnicode.GetBytes("MARK")];

    private static byte[] Build(byte version, params (string Tag, byte[] Bytes)[] elements)
    {
        var header = new byte[128];
        "MARK"u8.CopyTo(header.AsSpan(4));
        header[8] = version;
        "scnrRGB XYZ "u8.CopyTo(header.AsSpan(12));
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(24), 2023);
        "acsp"u8.CopyTo(header.AsSpan(36));
        foreach (var offset in (int[])[40, 48, 52, 56, 80, 84, 88, 100, 124])
        {
            "MARK"u8.CopyTo(header.AsSpan(offset));
        }

        var body = new List<byte>();
        var table = new byte[4 + (12 * elements.Length)];
        BinaryPrimitives.WriteInt32BigEndian(table, elements.Length);
        for (var index = 0; index < elements.Length; index++)
        {
            var entry = table.AsSpan(4 + (12 * index));
            Encoding.ASCII.GetBytes(elements[index].Tag, entry);
            BinaryPrimitives.WriteInt32BigEndian(entry[4..], header.Length + table.Length + body.Count);
            BinaryPrimitives.WriteInt32BigEndian(entry[8..], elements[index].Bytes.Length);
            body.AddRange(elements[index].Bytes);
            body.AddRange("MARK"u8[..(4 - (elements[index].Bytes.Length % 4))].ToArray());
        }

        var profile = (byte[])[.. header, .. table, .. body];
        BinaryPrimitives.WriteInt32BigEndian(profile, profile.Length);
        return profile;
    }

    private static Dictionary<string, byte[]> Tags(byte[] profile)
    {
        var tags = new Dictionary<string, byte[]>();
        for (var index = 0; index < BinaryPrimitives.ReadInt32BigEndian(profile.AsSpan(128)); index++)
        {
            var entry = profile.AsSpan(132 + (12 * index));
            var (offset, length) = (BinaryPrimitives.ReadInt32BigEndian(entry[4..]), BinaryPrimitives.ReadInt32BigEndian(entry[8..]));
            tags.Add(Encoding.ASCII.GetString(entry[..4]), profile.AsSpan(offset, length).ToArray());
        }

        return tags;
    }
}
