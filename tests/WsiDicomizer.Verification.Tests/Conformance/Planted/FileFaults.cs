using WsiDicomizer.Dicom;
using WsiDicomizer.Verification.Tests.Support;

namespace WsiDicomizer.Verification.Tests.Conformance.Planted;

/// <summary>Faults that rules of the groups "File and encoding" and "Encapsulation and offset tables" find.</summary>
internal static class FileFaults
{
    // FF38H words: no JPEG marker begins so.
    private static readonly byte[] Fragment = [0xFF, 0x38];

    public static readonly PlantedFault[] All =
    [
        new("WSI1001", "file", slide => slide.Volume0.ChangeFile = file => file[..100]),
        new("WSI1003", "SOPClassUID", slide => slide.Volume0.Dataset.AddOrUpdate(DicomTag.SOPClassUID, "1.2.840.10008.5.1.4.1.1.77.1.4")),
        new("WSI1005", "Rows", slide => slide.Volume0.ChangeFile = SwapRowsAndColumns),
        new("WSI1010", "Rows", slide => slide.Volume0.ChangeFile = SwapRowsAndColumns),
        new("WSI1011", "StudyID", slide => slide.Volume0.ChangeFile = file =>
        {
            // SH "S1" becomes SH "S": a length of 1 and a byte less.
            var at = Find(file, [0x20, 0, 0x10, 0, (byte)'S', (byte)'H', 2, 0]);
            file[at + 6] = 1;
            return [.. file[..(at + 9)], .. file[(at + 10)..]];
        }),
        new("WSI1012", "PixelData", slide =>
        {
            slide.Volume0.Syntax = DicomTransferSyntax.ExplicitVRLittleEndian;
            slide.Volume0.ChangeFile = file => file[..^7];
        }),
        new("WSI1013", "preamble", slide => slide.Volume0.ChangeFile = file =>
        {
            file[7] = 1;
            return file;
        }),
        new("WSI1013", "file meta information", slide => slide.Volume0.ChangeFile = file =>
        {
            file[157] = 2;
            return file;
        }),
        new("WSI1014", "MediaStorageSOPInstanceUID", slide => slide.Volume0.MetaInstanceUID = "2.25.9"),

        new("WSI1401", "pixel data", slide => slide.Volume0.HasDelimiter = false),
        new("WSI1402", "pixel data", slide => slide.Volume0.IsEncapsulated = false),
        new("WSI1402", "pixel data", slide =>
        {
            slide.Volume0.Syntax = DicomTransferSyntax.ExplicitVRLittleEndian;
            slide.Volume0.IsEncapsulated = true;
        }),
        new("WSI1403", "offset table", slide =>
        {
            slide.Volume0.HasExtendedTable = true;
            slide.Volume0.BasicOffsetTable = [0, 1, 2, 3, 4, 5];
        }),
        new("WSI1404", "offset table", slide => slide.Volume0.BasicOffsetTable = [0, 2, 4, 6, 8, 10]),
        new("WSI1404", "offset table", slide => slide.Volume0.BasicOffsetTable = [0]),
        new("WSI1405", "offset table", slide =>
        {
            slide.Volume0.HasExtendedTable = true;
            slide.Volume0.ChangeExtendedTable = (offsets, _) => offsets[2]++;
        }),
        new("WSI1406", "offset table", slide =>
        {
            slide.Volume0.HasExtendedTable = true;
            slide.Volume0.ChangeExtendedTable = (_, lengths) => lengths[2] += 2;
        }),
        new("WSI1407", "pixel data", slide =>
        {
            slide.Volume0.HasExtendedTable = true;
            slide.Volume0.Fragments.Add(Fragment);
        }),
        new("WSI1408", "pixel data", slide => slide.Volume0.Fragments.RemoveAt(5)),
        new("WSI1408", "pixel data", slide =>
        {
            slide.Volume0.BasicOffsetTable = [];
            slide.Volume0.Fragments.Add(Fragment);
        }),
        new("WSI1409", "pixel data", slide =>
        {
            slide.Volume0.PadsFragments = false;
            slide.Volume0.Fragments[1] = [.. Codestreams.RgbJpeg(64, 64), .. new byte[1 - (Codestreams.RgbJpeg(64, 64).Length % 2)]];
        }),
        new("WSI1410", "frame 3", slide => slide.Volume0.Fragments[2] = [.. slide.Volume0.Fragments[2], 0, 0]),
        new("WSI1410", "frame 2", slide => slide.Volume0.Fragments[1] = [0xFF, 0xFF, .. slide.Volume0.Fragments[1]]),
        new("WSI1411", "pixel data", slide =>
        {
            slide.Volume0.Syntax = DicomTransferSyntax.ExplicitVRLittleEndian;
            slide.Volume0.Fragments.Clear();
            slide.Volume0.Fragments.Add(new byte[64 * 64 * 3 * 5]);
        }),
    ];

    private static byte[] SwapRowsAndColumns(byte[] file)
    {
        // US elements of ten bytes each, one after the other.
        var at = Find(file, [0x28, 0, 0x10, 0, (byte)'U', (byte)'S']);
        return [.. file[..at], .. file[(at + 10)..(at + 20)], .. file[at..(at + 10)], .. file[(at + 20)..]];
    }

    private static int Find(byte[] file, byte[] part)
    {
        var at = file.AsSpan().IndexOf(part);
        Assert.True(at > 0);
        return at;
    }
}
