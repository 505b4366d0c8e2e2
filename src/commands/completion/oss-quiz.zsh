#compdef oss-quiz
# Completion of oss-quiz in zsh. The program itself tells what may stand where.
_oss_quiz() {
    local -a whole open
    local line
    for line in "${(@f)$(OSS_QUIZ_COMPLETE=zsh PROGRAM -- "${(@Q)words[1,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)}"; do
        case $line in
            '='*) whole+=("${line#?}") ;;
            '+'*) open+=("${line#?}") ;;
        esac
    done
    (( $#whole )) && _describe -V 'oss-quiz' whole
    (( $#open )) && _describe -V 'oss-quiz' open -S ''
    (( $#whole + $#open ))
}
if (( ! $+functions[compdef] )); then
    autoload -Uz compinit && compinit
fi
if [[ $funcstack[1] == _oss-quiz ]]; then
    _oss_quiz "$@"
else
    compdef _oss_quiz oss-quiz
fi
