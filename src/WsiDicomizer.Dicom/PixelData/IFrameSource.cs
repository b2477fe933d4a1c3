using WsiDicomizer.Dicom.IO;

namespace WsiDicomizer.Dicom;

/// <summary>Where the frames of pixel data are.</summary>
internal interface IFrameSource
{
    /// <summary>The bytes of a frame.</summary>
    /// <param name="frameIndex">0-based and below the number of frames.</param>
    IByteSource GetFrame(int frameIndex);
}
