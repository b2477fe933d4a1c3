using WsiDicomizer.Imaging;
using WsiDicomizer.Imaging.Memory;

namespace WsiDicomizer.Slides.Composing;

/// <summary>
/// Keeps decoded pictures for the tiles that are drawn next, up to a number of bytes: neighbouring tiles show parts of the same
/// pictures. Thread-safe; a picture that two threads ask for at once is decoded once.
/// </summary>
/// <remarks>
/// What is being decoded counts too: room is made for it before, and threads wait while others decode more than a part of
/// what may be kept. So the bytes do not grow with the number of threads.
/// </remarks>
/// <typeparam name="TKey">What names a picture of the slide.</typeparam>
internal sealed class DecodedPictureCache<TKey>
    where TKey : notnull
{
    private readonly object _lock = new();
    private readonly Dictionary<TKey, LinkedListNode<Entry>> _entries = [];
    private readonly LinkedList<Entry> _order = new();
    private readonly long _maximumBytes;
    private readonly Func<TKey, DecodedImage> _decode;
    private readonly Func<TKey, long>? _measure;
    private readonly GarbageMeter _garbage = new();
    private long _bytes;
    private long _decoding;
    private long _largest;

    /// <summary>Creates an empty cache.</summary>
    /// <param name="maximumBytes">Of samples; the picture that was asked for last is kept whatever its size.</param>
    /// <param name="decode">Reads and decodes a picture; called from several threads.</param>
    /// <param name="measure">Bytes of a picture, before it is decoded; null where all are about as large.</param>
    public DecodedPictureCache(long maximumBytes, Func<TKey, DecodedImage> decode, Func<TKey, long>? measure = null)
    {
        _maximumBytes = maximumBytes;
        _decode = decode;
        _measure = measure;
    }

    /// <summary>The bytes of the pictures that are kept, and of those that are being decoded.</summary>
    public long Bytes
    {
        get
        {
            lock (_lock)
            {
                return _bytes + _decoding;
            }
        }
    }

    /// <summary>Gets a picture.</summary>
    /// <param name="key">Which.</param>
    /// <returns>The picture, which others read too: not to be changed.</returns>
    /// <exception cref="SlideFormatException">It does not decode; asked again, the same is thrown again.</exception>
    public DecodedImage Get(TKey key)
    {
        LinkedListNode<Entry> node;
        lock (_lock)
        {
            if (_entries.TryGetValue(key, out var known))
            {
                node = known;
                _order.Remove(node);
            }
            else
            {
                node = new LinkedListNode<Entry>(new Entry(key, new Lazy<DecodedImage>(() => Decode(key))));
                _entries.Add(key, node);
            }

            _order.AddFirst(node);
        }

        // Outside the lock: others may take their pictures meanwhile.
        var image = node.Value.Image.Value;
        lock (_lock)
        {
            Count(node, image);
        }

        return image;
    }

    private DecodedImage Decode(TKey key)
    {
        var bytes = _measure?.Invoke(key) ?? Interlocked.Read(ref _largest);
        lock (_lock)
        {
            // One alone always may, however large it is.
            while (_decoding > 0 && _decoding + bytes > _maximumBytes / 2)
            {
                Monitor.Wait(_lock);
            }

            _decoding += bytes;
            Drop(null);
        }

        try
        {
            return _decode(key);
        }
        finally
        {
            lock (_lock)
            {
                _decoding -= bytes;
                Monitor.PulseAll(_lock);
            }
        }
    }

    private void Count(LinkedListNode<Entry> node, DecodedImage image)
    {
        // It may have been dropped while it was decoded.
        if (node.List is null || node.Value.Bytes > 0)
        {
            return;
        }

        node.Value.Bytes = Math.Max(1, image.Samples.Length);
        _largest = Math.Max(_largest, node.Value.Bytes);
        _bytes += node.Value.Bytes;
        Drop(node);
    }

    // Those that were not asked for longest go first.
    private void Drop(LinkedListNode<Entry>? kept)
    {
        for (var last = _order.Last; _bytes + _decoding > _maximumBytes && last is not null && last != kept;)
        {
            var previous = last.Previous;

            // One that is still being decoded counts nothing yet.
            if (last.Value.Bytes > 0)
            {
                _bytes -= last.Value.Bytes;
                _garbage.Add(last.Value.Bytes);
                _order.Remove(last);
                _entries.Remove(last.Value.Key);
            }

            last = previous;
        }
    }

    private sealed class Entry(TKey key, Lazy<DecodedImage> image)
    {
        public TKey Key => key;

        public Lazy<DecodedImage> Image => image;

        /// <summary>0 until it is decoded.</summary>
        public long Bytes { get; set; }
    }
}
