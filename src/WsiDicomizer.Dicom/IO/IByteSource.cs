namespace WsiDicomizer.Dicom.IO;

/// <summary>Bytes that may be too many to hold: read at any place, from any thread.</summary>
public interface IByteSource
{
    /// <summary>The number of bytes.</summary>
    long Length { get; }

    /// <summary>Reads bytes at a place.</summary>
    /// <param name="offset">From the start of the source.</param>
    /// <param name="destination">Filled completely.</param>
    /// <exception cref="ArgumentOutOfRangeException">The range is not inside the source.</exception>
    /// <exception cref="DicomFileException">The file behind the source cannot be read any more.</exception>
    void Read(long offset, Span<byte> destination);
}
