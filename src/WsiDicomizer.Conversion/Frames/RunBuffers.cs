namespace WsiDicomizer.Conversion.Frames;

/// <summary>The memory of one worker, kept from run to run and grown to the largest.</summary>
internal sealed class RunBuffers
{
    private byte[] _items = [];
    private byte[] _source = [];

    /// <summary>Memory for the items of a run; its content is left over from the run before.</summary>
    /// <param name="length">In bytes.</param>
    public Span<byte> GetItems(int length) => Get(ref _items, length).Span;

    /// <summary>Memory for the tiles of a run; its content is left over from the run before.</summary>
    /// <param name="length">In bytes.</param>
    public Memory<byte> GetSource(int length) => Get(ref _source, length);

    private static Memory<byte> Get(ref byte[] buffer, int length)
    {
        if (buffer.Length < length)
        {
            buffer = new byte[length + (length / 4)];
        }

        return buffer.AsMemory(0, length);
    }
}
