using WsiDicomizer.Dicom.IO;

namespace WsiDicomizer.Dicom;

/// <summary>Frames of equal size, one after the other (PS3.5 8.1.1).</summary>
internal sealed class NativeFrames : IFrameSource
{
    private readonly IByteSource _source;
    private readonly long _frameSize;

    private NativeFrames(IByteSource source, long frameSize)
    {
        _source = source;
        _frameSize = frameSize;
    }

    public static NativeFrames Create(IByteSource source, int frameCount, long frameSize, bool wholeBytes)
    {
        if (frameCount > 1 && !wholeBytes)
        {
            throw new DicomDataException("frames that do not begin at a whole byte are not supported", DicomTag.PixelData);
        }

        return (UInt128)(ulong)frameSize * (uint)frameCount <= (UInt128)(ulong)source.Length
            ? new NativeFrames(source, frameSize)
            : throw new DicomDataException(
                $"the pixel data has {source.Length} bytes: expected {frameCount} frames of {frameSize}", DicomTag.PixelData);
    }

    public IByteSource GetFrame(int frameIndex) => new ByteSourceSlice(_source, frameIndex * _frameSize, _frameSize);
}
