using System.Buffers.Binary;
using WsiDicomizer.Conversion.Output;
using WsiDicomizer.Dicom.IO;

namespace WsiDicomizer.Conversion.DualTiff;

/// <summary>
/// A file that is an instance and a TIFF: TIFF's header in the preamble (PS3.10 7.1), its directories and the tiles of smaller
/// levels in DataSetTrailingPadding, which DICOM gives no meaning (PS3.10 7.2); the tiles of its own level are the frames.
/// </summary>
internal sealed class DualTiffFile
{
    private const ushort ClassicVersion = 42;
    private const ushort BigVersion = 43;

    private readonly DualTiffImage _own;
    private readonly IReadOnlyList<DualTiffImage> _reduced;
    private readonly long _framesStart;
    private readonly long _profileOffset;
    private readonly int _profileLength;
    private readonly long _paddingStart;
    private readonly long _directoriesLength;
    private readonly bool _isBig;

    private DualTiffFile(OutgoingInstance instance, DualTiffImage own, IReadOnlyList<DualTiffImage> reduced, long bigFrom)
    {
        _own = own;
        _reduced = reduced;
        var header = instance.GetHeader(own.Layout);
        _framesStart = header.Length;
        _paddingStart = DicomFrameFileHeader.GetTrailingPaddingOffset(_framesStart, own.Layout);
        (_profileOffset, _profileLength) = FindProfile(header.Span, own.IccProfile.Span);
        _isBig = _paddingStart + MeasurePadding(isBig: false) >= bigFrom;
        _directoriesLength = MeasureDirectories(_isBig);
        var extra = DicomFrameFileHeader.GetFileLength(_framesStart, own.Layout, MeasurePadding(_isBig))
            - DicomFrameFileHeader.GetFileLength(_framesStart, own.Layout);
        Side = new DualTiffSide(_isBig, 1 + reduced.Count, extra);
    }

    /// <summary>What the report says of it.</summary>
    public DualTiffSide Side { get; }

    /// <summary>The frames of smaller levels that it holds.</summary>
    public long ReducedFrameCount => _reduced.Sum(image => (long)image.Layout.FrameCount);

    /// <summary>Lays the file out.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="own">Its level.</param>
    /// <param name="reduced">The smaller levels that TIFF readers shall find in the file, largest first.</param>
    /// <param name="bigFrom">The file length in bytes from which it is a BigTIFF.</param>
    /// <returns>The file; with fewer levels, the largest left out, where the padding cannot hold all.</returns>
    public static DualTiffFile Create(
        OutgoingInstance instance, DualTiffImage own, IReadOnlyList<DualTiffImage> reduced, long bigFrom)
    {
        for (var skipped = 0; ; skipped++)
        {
            var file = new DualTiffFile(instance, own, [.. reduced.Skip(skipped)], bigFrom);
            if (skipped == reduced.Count || file.MeasurePadding(file._isBig) <= DicomFrameFileOptions.MaximumTrailingPaddingBytes)
            {
                return file;
            }
        }
    }

    /// <summary>What the writer has to know before the first frame.</summary>
    public DicomFrameFileOptions CreateOptions()
    {
        var preamble = new byte[_isBig ? 16 : 8];
        "II"u8.CopyTo(preamble);
        BinaryPrimitives.WriteUInt16LittleEndian(preamble.AsSpan(2), _isBig ? BigVersion : ClassicVersion);
        if (_isBig)
        {
            // The size of offsets, and a constant zero.
            BinaryPrimitives.WriteUInt16LittleEndian(preamble.AsSpan(4), 8);
            BinaryPrimitives.WriteInt64LittleEndian(preamble.AsSpan(8), DirectoriesStart);
        }
        else
        {
            BinaryPrimitives.WriteUInt32LittleEndian(preamble.AsSpan(4), checked((uint)DirectoriesStart));
        }

        return new DicomFrameFileOptions { Preamble = preamble, TrailingPaddingLength = MeasurePadding(_isBig) };
    }

    /// <summary>Writes the padding: directories, then the tiles of the smaller levels, streamed.</summary>
    /// <param name="writer">The file, made with <see cref="CreateOptions"/>.</param>
    /// <param name="workers">Threads for the frames.</param>
    /// <param name="onWritten">Told the number of frames and bytes after each run.</param>
    /// <param name="cancellationToken">Stops between runs.</param>
    public void WritePadding(
        DicomFrameFileWriter writer, int workers, Action<int, long> onWritten, CancellationToken cancellationToken)
    {
        writer.WriteTrailingPadding(0, EncodeDirectories());
        var offset = ReducedStart - _paddingStart;
        foreach (var image in _reduced)
        {
            image.Frames.CopyTo(new TrailingPaddingSink(writer, image.Layout, offset, onWritten), workers, cancellationToken);
            offset += image.Layout.FramesLength;
        }
    }

    private long DirectoriesStart => TiffDirectoryWriter.Align(_paddingStart);

    private long ReducedStart => DirectoriesStart + _directoriesLength;

    private static (long Offset, int Length) FindProfile(ReadOnlySpan<byte> header, ReadOnlySpan<byte> profile)
    {
        if (profile.IsEmpty)
        {
            return (0, 0);
        }

        var offset = header.IndexOf(profile);
        return offset > 0
            ? (offset, profile.Length)
            : throw new InvalidOperationException("the colour profile of the data set is not in the file's header");
    }

    private long MeasurePadding(bool isBig) => DirectoriesStart - _paddingStart + MeasureDirectories(isBig)
        + _reduced.Sum(image => image.Layout.FramesLength);

    // Lengths do not depend on the places that the directories tell.
    private long MeasureDirectories(bool isBig) => CreateDirectories(isBig, 0).Sum(directory => directory.Length);

    private byte[] EncodeDirectories()
    {
        // What aligns the first directory comes before it, zeros.
        var gap = (int)(DirectoriesStart - _paddingStart);
        var bytes = new byte[gap + _directoriesLength];
        var directories = CreateDirectories(_isBig, ReducedStart);
        long offset = gap;
        for (var index = 0; index < directories.Count; index++)
        {
            var end = offset + directories[index].Length;
            var next = index + 1 < directories.Count ? _paddingStart + end : 0;
            directories[index].WriteTo(bytes.AsSpan((int)offset), _paddingStart + offset, next);
            offset = end;
        }

        return bytes;
    }

    private List<TiffDirectoryWriter> CreateDirectories(bool isBig, long reducedStart)
    {
        List<TiffDirectoryWriter> directories =
            [_own.CreateDirectory(isBig, isReduced: false, _framesStart, _profileOffset, _profileLength)];
        foreach (var image in _reduced)
        {
            directories.Add(image.CreateDirectory(isBig, isReduced: true, reducedStart, _profileOffset, _profileLength));
            reducedStart += image.Layout.FramesLength;
        }

        return directories;
    }
}
