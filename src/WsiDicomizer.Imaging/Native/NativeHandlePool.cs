using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace WsiDicomizer.Imaging.Native;

/// <summary>Keeps native codec objects for reuse, at most one per processor; each is used by one thread at a time.</summary>
internal sealed class NativeHandlePool<T>(Func<T> create) : IDisposable
    where T : SafeHandle
{
    private readonly ConcurrentBag<T> _idle = [];
    private volatile bool _isDisposed;

    /// <summary>Takes an object; it has to be given back, also after a failure.</summary>
    public T Rent()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        return _idle.TryTake(out var handle) ? handle : create();
    }

    /// <summary>Gives an object back.</summary>
    public void Return(T handle)
    {
        if (_isDisposed || _idle.Count >= Environment.ProcessorCount)
        {
            handle.Dispose();
        }
        else
        {
            _idle.Add(handle);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _isDisposed = true;
        while (_idle.TryTake(out var handle))
        {
            handle.Dispose();
        }
    }
}
