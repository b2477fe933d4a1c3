using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace WsiDicomizer.Imaging.Color;

/// <summary>An ICC profile, checked as far as header and tag table go.</summary>
/// <remarks>
/// Immutable and thread-safe. Source: ISO 15076-1 (ICC.1), 7.2 and 7.3; PS3.3 C.11.15 for what DICOM takes: an input
/// device profile.
/// </remarks>
public sealed class IccProfile
{
    /// <summary>The signature of input devices (scanners and cameras).</summary>
    public const string InputDeviceClass = "scnr";

    internal const int HeaderLength = 128;
    internal const int TagEntryLength = 12;

    private IccProfile(byte[] bytes, string? description)
    {
        Bytes = bytes;
        Description = description;
    }

    /// <summary>The profile, as long as it says that it is.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Four characters: <c>scnr</c>, <c>mntr</c>, <c>prtr</c>, <c>spac</c>, <c>link</c>, <c>abst</c>, <c>nmcl</c>.</summary>
    public string DeviceClass => Signature(Bytes.Span, 12);

    /// <summary>Four characters: <c>"RGB "</c>, <c>GRAY</c>, and others.</summary>
    public string ColorSpace => Signature(Bytes.Span, 16);

    /// <summary>The profile connection space, four characters: <c>"XYZ "</c> or <c>"Lab "</c>.</summary>
    public string ConnectionSpace => Signature(Bytes.Span, 20);

    /// <summary>The description, or null. It is free text of the vendor and may name a device: no text for logs.</summary>
    public string? Description { get; }

    /// <summary>Whether it describes a device, of grey or RGB, so that it can stand as an input device profile.</summary>
    public bool CanBeInputDevice =>
        DeviceClass is "scnr" or "mntr" or "prtr" or "spac" && ColorSpace is "RGB " or "GRAY";

    /// <summary>Reads a profile.</summary>
    /// <param name="bytes">The profile; padding after it is left out.</param>
    /// <param name="limits">What it may ask for.</param>
    /// <exception cref="CodecException">It is damaged, cut off or too large.</exception>
    public static IccProfile Read(ReadOnlySpan<byte> bytes, IccLimits limits) =>
        TryRead(bytes, limits, out var profile, out var fault) ? profile : throw fault.ToException("ICC profile");

    /// <summary>Reads a profile.</summary>
    /// <param name="bytes">The profile; padding after it is left out.</param>
    /// <param name="limits">What it may ask for.</param>
    /// <param name="profile">The profile, or null.</param>
    /// <param name="fault">What is wrong, where it fails.</param>
    /// <returns>Whether it could be read.</returns>
    public static bool TryRead(
        ReadOnlySpan<byte> bytes, IccLimits limits, [NotNullWhen(true)] out IccProfile? profile, out CodecFault fault)
    {
        ArgumentNullException.ThrowIfNull(limits);
        profile = null;
        if (!TryCheckHeader(bytes, limits, out var length, out fault)
            || !TryCheckTags(bytes = bytes[..length], limits, out var description, out fault))
        {
            return false;
        }

        profile = new IccProfile(bytes.ToArray(), IccText.Read(description, limits));
        return true;
    }

    /// <summary>Our own sRGB profile of an input device, for slides that carry none.</summary>
    /// <returns>The same bytes everywhere and always: version 2.4, matrix and curves, PCS XYZ.</returns>
    public static IccProfile CreateSrgbInputDevice() => Read(SrgbProfileWriter.Write(), IccLimits.Default);

    /// <summary>The same profile as one of an input device, which is what DICOM takes.</summary>
    /// <returns>This one, if it is of that class; else a copy with class <c>scnr</c> and without profile id.</returns>
    /// <exception cref="CodecException">It describes no device of grey or RGB, see <see cref="CanBeInputDevice"/>.</exception>
    public IccProfile AsInputDevice()
    {
        if (!CanBeInputDevice)
        {
            throw new CodecFault(CodecProblem.Unsupported, 12, "the profile of a grey or RGB device")
                .ToException("ICC profile");
        }

        if (DeviceClass == InputDeviceClass)
        {
            return this;
        }

        // 7.2.18: the id is a digest of the profile, zero where it was not calculated.
        var copy = Bytes.ToArray();
        Encoding.ASCII.GetBytes(InputDeviceClass, copy.AsSpan(12));
        copy.AsSpan(84, 16).Clear();
        return new IccProfile(copy, Description);
    }

    private static bool TryCheckHeader(ReadOnlySpan<byte> bytes, IccLimits limits, out int length, out CodecFault fault)
    {
        length = 0;
        if (bytes.Length < HeaderLength + 4)
        {
            return Fail(CodecProblem.Truncated, bytes.Length, "a header of 128 bytes and a tag count", out fault);
        }

        var stated = BinaryPrimitives.ReadUInt32BigEndian(bytes);
        if (!bytes.Slice(36, 4).SequenceEqual("acsp"u8) || stated < HeaderLength + 4)
        {
            return Fail(CodecProblem.Damaged, 36, "the signature 'acsp' and a size beyond the header", out fault);
        }

        if (stated > limits.MaxBytes)
        {
            return Fail(CodecProblem.LimitExceeded, 0, "a smaller profile", out fault);
        }

        if (stated > bytes.Length)
        {
            return Fail(CodecProblem.Truncated, bytes.Length, "as many bytes as the header says", out fault);
        }

        foreach (var character in bytes[12..24])
        {
            if (character is < 0x20 or > 0x7E)
            {
                return Fail(CodecProblem.Damaged, 12, "signatures of class, colour space and PCS", out fault);
            }
        }

        length = (int)stated;
        fault = default;
        return true;
    }

    private static bool TryCheckTags(
        ReadOnlySpan<byte> bytes, IccLimits limits, out ReadOnlySpan<byte> description, out CodecFault fault)
    {
        description = default;
        var count = BinaryPrimitives.ReadUInt32BigEndian(bytes[HeaderLength..]);
        if (count > limits.MaxTags)
        {
            return Fail(CodecProblem.LimitExceeded, HeaderLength, "fewer tags", out fault);
        }

        var tableEnd = HeaderLength + 4 + ((int)count * TagEntryLength);
        for (var entry = HeaderLength + 4; entry < tableEnd; entry += TagEntryLength)
        {
            if (entry + TagEntryLength > bytes.Length)
            {
                return Fail(CodecProblem.Damaged, entry, "a tag table within the profile", out fault);
            }

            long offset = BinaryPrimitives.ReadUInt32BigEndian(bytes[(entry + 4)..]);
            long length = BinaryPrimitives.ReadUInt32BigEndian(bytes[(entry + 8)..]);
            if (offset < tableEnd || offset + length > bytes.Length)
            {
                return Fail(CodecProblem.Damaged, entry, "a tag within the profile", out fault);
            }

            if (bytes.Slice(entry, 4).SequenceEqual("desc"u8))
            {
                description = bytes.Slice((int)offset, (int)length);
            }
        }

        fault = default;
        return true;
    }

    private static string Signature(ReadOnlySpan<byte> bytes, int offset) =>
        Encoding.ASCII.GetString(bytes.Slice(offset, 4));

    private static bool Fail(CodecProblem problem, long offset, string expected, out CodecFault fault)
    {
        fault = new CodecFault(problem, offset, expected);
        return false;
    }
}
