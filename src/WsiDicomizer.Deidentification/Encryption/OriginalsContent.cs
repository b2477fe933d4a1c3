using System.Security.Cryptography;
using WsiDicomizer.Dicom;
using WsiDicomizer.Dicom.IO;

namespace WsiDicomizer.Deidentification.Encryption;

/// <summary>The Encrypted Attributes Data Set (PS3.3 C.12.1.1.4.2): what is encrypted.</summary>
/// <param name="Syntax">How it is encoded.</param>
/// <param name="Bytes">The encoded data set.</param>
/// <remarks>
/// ModifiedAttributesSequence with one item, as the standard has it, and a private block that says what the standard cannot:
/// which attributes were added, to which instance all this belongs, and a digest. CBC, which the standard prescribes, does not
/// show that bytes were changed; the digest, last and over everything before it, does. Zeros bring the length to a multiple
/// of <see cref="LengthStep"/>, so that it does not tell how long a name is.
/// </remarks>
internal sealed record OriginalsContent(DicomTransferSyntax Syntax, ReadOnlyMemory<byte> Bytes)
{
    private const int LengthStep = 1024;
    private const int ElementHeaderBytes = 12;
    private const string Creator = "WSIDICOMIZER ORIGINALS 1.0";

    // One level more than the files that are read and written, for the sequence around it.
    private const int MaximumDepth = 65;

    private static readonly DicomWriterOptions Declared = DicomWriterOptions.Default with { MaximumDepth = MaximumDepth };
    private static readonly DicomWriterOptions Utf8 = Declared with { TextEncoding = DicomTextEncoding.Utf8 };

    // After ModifiedAttributesSequence (0400,0550): the digest has to be the last element.
    private static readonly DicomTag CreatorTag = new(0x0409, 0x0010);
    private static readonly DicomTag AddedTag = new(0x0409, 0x1001);
    private static readonly DicomTag InstanceTag = new(0x0409, 0x1002);
    private static readonly DicomTag PaddingTag = new(0x0409, 0x10FE);
    private static readonly DicomTag DigestTag = new(0x0409, 0x10FF);

    private static readonly byte[] DigestHeader = Encode(new DicomOtherByte(DigestTag, new byte[SHA256.HashSizeInBytes]))[..ElementHeaderBytes];

    /// <summary>Encodes originals.</summary>
    /// <param name="originals">What was taken and added.</param>
    /// <param name="characterSet">Of the original; null for the default repertoire.</param>
    /// <param name="instance">The SOP Instance UID of the de-identified instance.</param>
    /// <param name="syntax">The transfer syntax of the file.</param>
    /// <param name="limits">How long it may be.</param>
    /// <exception cref="DeidentificationException">It is longer than the limit.</exception>
    /// <exception cref="DicomDataException">A value cannot be encoded.</exception>
    public static OriginalsContent Encode(
        OriginalAttributes originals, DicomItem? characterSet, string instance, DicomTransferSyntax syntax, EncryptionLimits limits)
    {
        var dataset = new DicomDataset
        {
            new DicomSequence(DicomTag.ModifiedAttributesSequence, originals.Taken),
            new DicomLongString(CreatorTag, Creator),
            new DicomAttributeTag(AddedTag, [.. originals.Added]),
            new DicomUniqueIdentifier(InstanceTag, instance),
        };
        if (characterSet is not null)
        {
            dataset.Add(characterSet);
        }

        // Icons may be encapsulated, and are then as the file's transfer syntax says.
        syntax = syntax.IsEncapsulated && HasFragments(originals.Taken) ? syntax : DicomTransferSyntax.ExplicitVRLittleEndian;
        var stream = Write(dataset, syntax, limits);
        var rest = (int)stream.Length + ElementHeaderBytes + ElementHeaderBytes + SHA256.HashSizeInBytes;
        stream.Write(Encode(new DicomOtherByte(PaddingTag, new byte[(LengthStep - (rest % LengthStep)) % LengthStep])));
        stream.Write(DigestHeader);
        stream.Write(SHA256.HashData(stream.GetBuffer().AsSpan(0, (int)stream.Length)));
        return new OriginalsContent(syntax, stream.GetBuffer().AsMemory(0, (int)stream.Length));
    }

    /// <summary>Whether the digest is there and right: then the bytes are what was encrypted.</summary>
    public bool IsWhole()
    {
        var digest = Bytes.Length - SHA256.HashSizeInBytes;
        var header = digest - ElementHeaderBytes;
        var bytes = Bytes.Span;
        return header >= 0
            && bytes[header..digest].SequenceEqual(DigestHeader)
            && CryptographicOperations.FixedTimeEquals(SHA256.HashData(bytes[..digest]), bytes[digest..]);
    }

    /// <summary>Reads what was taken and added.</summary>
    /// <param name="instance">The SOP Instance UID of the instance that it came with.</param>
    /// <param name="limits">What it may ask for.</param>
    /// <exception cref="ReidentificationException">It is no such data set, or belongs to another instance.</exception>
    public OriginalAttributes Decode(string instance, EncryptionLimits limits)
    {
        var dataset = Parse(limits);
        if (!dataset.TryGetString(CreatorTag, out var creator) || creator != Creator
            || !dataset.TryGetSequence(DicomTag.ModifiedAttributesSequence, out var sequence)
            || sequence.Items is not [var taken]
            || !dataset.TryGetDicomItem<DicomAttributeTag>(AddedTag, out var added)
            || !dataset.TryGetString(InstanceTag, out var belongsTo))
        {
            throw new ReidentificationException(
                "what was decrypted is not what this program encrypts: expected one item of ModifiedAttributesSequence and its block "
                + Creator);
        }

        if (belongsTo != instance)
        {
            throw new ReidentificationException(
                "the originals were encrypted with another instance: SOPInstanceUID was changed since, or they were put here");
        }

        var tags = added.GetAll<DicomTag>();
        if (taken.Any(item => !OriginalAttributes.IsAttribute(item.Tag)) || tags.Any(tag => !OriginalAttributes.IsAttribute(tag)))
        {
            throw new ReidentificationException("what was decrypted has elements that are no attributes of a data set");
        }

        // The text is decoded; where the original's own character set did not have all of it, it was encoded in another.
        return new OriginalAttributes(WithCharacterSet(taken, dataset), [.. tags, .. AbsentCharacterSet(dataset)]);
    }

    private static DicomDataset WithCharacterSet(DicomDataset taken, DicomDataset dataset) =>
        dataset.TryGetDicomItem<DicomItem>(DicomTag.SpecificCharacterSet, out var characterSet)
            ? new DicomDataset(taken).AddOrUpdate(characterSet)
            : taken;

    private static IEnumerable<DicomTag> AbsentCharacterSet(DicomDataset dataset) =>
        dataset.Contains(DicomTag.SpecificCharacterSet) ? [] : [DicomTag.SpecificCharacterSet];

    private DicomDataset Parse(EncryptionLimits limits)
    {
        var options = DicomReadOptions.Default with
        {
            Limits = DicomReaderLimits.Default with
            {
                MaximumDepth = MaximumDepth, MaximumValueBytes = limits.MaximumContentBytes,
            },
        };
        try
        {
            return DicomDatasetParser.Parse(Bytes, Syntax, options);
        }
        catch (DicomException exception)
        {
            throw new ReidentificationException($"what was decrypted is no data set: {exception.Message}");
        }
    }

    // Bytes beyond the declared character set occur in files and are read as Latin-1, but cannot be written as it.
    private static BoundedMemory Write(DicomDataset dataset, DicomTransferSyntax syntax, EncryptionLimits limits)
    {
        var stream = new BoundedMemory(limits.MaximumContentBytes);
        try
        {
            DicomDatasetWriter.Write(stream, dataset, syntax, Declared);
            return stream;
        }
        catch (DicomDataException)
        {
            stream.SetLength(0);
            DicomDatasetWriter.Write(stream, dataset, syntax, Utf8);
            return stream;
        }
    }

    private static bool HasFragments(DicomDataset dataset) => dataset.Any(item =>
        item is DicomFragmentSequence || (item is DicomSequence sequence && sequence.Items.Any(HasFragments)));

    private static byte[] Encode(DicomItem item)
    {
        using var stream = new MemoryStream();
        DicomDatasetWriter.Write(stream, new DicomDataset(item), explicitVR: true);
        return stream.ToArray();
    }
}
