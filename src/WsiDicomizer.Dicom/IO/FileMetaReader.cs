using System.Buffers.Binary;

namespace WsiDicomizer.Dicom.IO;

/// <summary>Finds and reads the file meta information (PS3.10 7.1), with its usual faults.</summary>
internal static class FileMetaReader
{
    private const ushort MetaGroup = 0x0002;

    /// <summary>Group 0002 of a file, empty where it has none, and where the data set begins.</summary>
    /// <param name="context">The file.</param>
    /// <exception cref="DicomFileException">It is no DICOM file, or group 0002 is damaged.</exception>
    public static (DicomDataset Group, long DatasetStart) Read(ReadContext context)
    {
        var start = FindStart(context);
        if (!IsMeta(context.File, start))
        {
            context.Report(
                DicomDiagnosticCodes.NoFileMetaInformation,
                "no file meta information: how the data set is encoded was told from its first element",
                start);
            return (new DicomDataset(), start);
        }

        var encoding = GetEncoding(context, start);
        var declaredEnd = ReadDeclaredEnd(context, start, encoding);
        var (group, next) = new DicomDatasetReader(context).ReadGroup(
            start, MetaGroup, encoding, (offset, read) => offset == declaredEnd && IsDeflated(read));
        if (declaredEnd is { } end && end != next)
        {
            context.Report(
                DicomDiagnosticCodes.WrongMetaGroupLength,
                "FileMetaInformationGroupLength is wrong: group 0002 was read to its last element",
                start,
                DicomTag.FileMetaInformationGroupLength);
        }

        return (group, next);
    }

    private static long FindStart(ReadContext context)
    {
        var file = context.File;
        var prefix = Part10Header.Prefix;
        if (file.Length >= Part10Header.PrefixEnd && file.Read(Part10Header.PrefixEnd - 4, 4, "the prefix").SequenceEqual(prefix))
        {
            return Part10Header.PrefixEnd;
        }

        const string NoPreamble = "no preamble of 128 bytes before the prefix DICM";
        if (file.Length >= 4 && file.Read(0, 4, "the prefix").SequenceEqual(prefix))
        {
            context.Report(DicomDiagnosticCodes.NoPreamble, NoPreamble, 0);
            return 4;
        }

        if (file.Length >= EncodingGuess.HeaderBytes
            && EncodingGuess.Of(file.Read(0, EncodingGuess.HeaderBytes, "an element"), file.Length) is not null)
        {
            context.Report(DicomDiagnosticCodes.NoPreamble, "neither preamble nor prefix DICM", 0);
            return 0;
        }

        throw new DicomFileException("not a DICOM file: expected the prefix DICM", file.Path, 128) { IsNotDicom = true };
    }

    private static bool IsMeta(FileWindow file, long start) =>
        file.Length - start >= EncodingGuess.HeaderBytes
        && BinaryPrimitives.ReadUInt16LittleEndian(file.Read(start, 2, "a group")) == MetaGroup;

    // PS3.10 7.1: explicit VR little endian. Old writers used the data set's own encoding.
    private static DatasetEncoding GetEncoding(ReadContext context, long start)
    {
        var header = context.File.Read(start, EncodingGuess.HeaderBytes, "an element");
        if (EncodingGuess.Of(header, context.File.Length - start) is not { IsExplicitVR: false, IsBigEndian: false } guess)
        {
            return DatasetEncoding.ExplicitLittleEndian;
        }

        context.Report(
            DicomDiagnosticCodes.OtherEncoding, "the file meta information is in implicit VR: expected explicit", start);
        return guess;
    }

    // The group length (0002,0000) is Type 1 and comes first; it says where the data set begins.
    private static long? ReadDeclaredEnd(ReadContext context, long start, DatasetEncoding encoding)
    {
        ReadOnlySpan<byte> expected = encoding.IsExplicitVR
            ? [0x02, 0x00, 0x00, 0x00, (byte)'U', (byte)'L', 0x04, 0x00]
            : [0x02, 0x00, 0x00, 0x00, 0x04, 0x00, 0x00, 0x00];
        if (context.File.Length - start >= 12
            && context.File.Read(start, 8, "the file meta information's group length").SequenceEqual(expected))
        {
            return start + 12 + BinaryPrimitives.ReadUInt32LittleEndian(context.File.Read(start + 8, 4, "a group length"));
        }

        context.Report(
            DicomDiagnosticCodes.NoMetaGroupLength,
            "expected FileMetaInformationGroupLength (0002,0000): group 0002 was read to its last element",
            start);
        return null;
    }

    // Deflated bytes may look like anything, even like another element of group 0002.
    private static bool IsDeflated(DicomDataset group) =>
        group.TryGetDicomItem<DicomStringElement>(DicomTag.TransferSyntaxUID, out var element)
        && element.Values is [var uid]
        && DicomTransferSyntax.Lookup(uid) is { IsDeflated: true };
}
