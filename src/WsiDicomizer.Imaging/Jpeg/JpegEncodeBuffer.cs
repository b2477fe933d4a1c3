namespace WsiDicomizer.Imaging.Jpeg;

/// <summary>Memory for one stream after the other, so that encoding many tiles takes none each time. One thread at a time.</summary>
public sealed class JpegEncodeBuffer
{
    private byte[] _raw = [];
    private byte[] _stream = [];
    private JpegFrameHeaderRewriter? _rewriter;
    private JpegColor _color;

    /// <summary>Memory for what the library writes.</summary>
    internal Span<byte> GetRaw(int length) => Get(ref _raw, length);

    /// <summary>Memory for the stream with its own header.</summary>
    internal Span<byte> GetStream(int length) => Get(ref _stream, length);

    /// <summary>A rewriter that knows the last header, which is mostly the next one's.</summary>
    internal JpegFrameHeaderRewriter GetRewriter(JpegColor color, JpegLimits limits)
    {
        if (_rewriter is null || _color != color)
        {
            _rewriter = new JpegFrameHeaderRewriter(default, color, limits);
            _color = color;
        }

        return _rewriter;
    }

    private static Span<byte> Get(ref byte[] buffer, int length)
    {
        if (buffer.Length < length)
        {
            buffer = new byte[length];
        }

        return buffer.AsSpan(0, length);
    }
}
