namespace WsiDicomizer.Imaging;

/// <summary>A codec that can decode; what every caller needs that does not care which compression it is.</summary>
/// <remarks>Thread-safe.</remarks>
public interface IImageCodec : IDisposable
{
    /// <summary>The compression and the library, for reports: e.g. <c>JPEG (libturbojpeg)</c>.</summary>
    string Name { get; }

    /// <summary>Decodes a complete stream.</summary>
    /// <param name="stream">The stream.</param>
    /// <exception cref="CodecException">The stream is damaged, unsupported or larger than the limits.</exception>
    DecodedImage Decode(ReadOnlySpan<byte> stream);
}
