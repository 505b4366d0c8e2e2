" Vim and Neovim: `:make` lists what is wrong or weak in the deck being edited, `:copen` shows the list, `:cnext` goes to the
" next place. Put this into `after/ftplugin/yaml.vim` of your configuration, or load it with `:source`.
setlocal makeprg=oss-quiz\ -q\ check\ --format\ line\ %:S
setlocal errorformat=%f:%l:%c:\ %t%*[a-z]:\ %m

" The same for what is not saved yet: `:OssQuizCheck` reads the text of the window as the file that it is of.
function! s:check() abort
  let l:name = shellescape(expand('%'))
  let l:text = join(getline(1, '$'), "\n") . "\n"
  let l:found = systemlist('oss-quiz -q check - --format line --name ' . l:name, l:text)
  call setqflist([], ' ', {'title': 'oss-quiz', 'lines': l:found, 'efm': &l:errorformat})
endfunction
command! -buffer OssQuizCheck call s:check()
